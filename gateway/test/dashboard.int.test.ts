import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import type { Convene } from '../../convene.js';
import { packageRoot } from '../../platform/package-root.js';
import { startConveneHere } from '../../test/support/convene-here.js';

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}
const dashboard = JSON.parse(readFileSync(join(packageRoot(), 'deploy', 'grafana', 'convene.json'), 'utf8')) as { panels: Panel[] };

/** Names of metrics in PromQL: names that nothing is called with, and that are not within braces, brackets or a list of labels. */
function metricsIn(expression: string): string[] {
  const bare = expression.replaceAll(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"|\b(by|without) \([^)]*\)/g, ' ');
  return [...bare.matchAll(/\b[a-z]\w*_\w+\b(?!\s*\()/g)].map(([name]) => name);
}

describe('the dashboard', () => {
  const metrics = new Registry();
  let convene: Convene;
  beforeAll(async () => {
    convene = await startConveneHere({}, { metrics });
  });
  afterAll(() => convene.stop());

  it('names metrics that exist, and of ours every one', async () => {
    const known = await metrics.getMetricsAsJSON();
    const series = new Set(known.flatMap(({ name, type }) => (String(type) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name])));
    const used = new Set(dashboard.panels.flatMap(({ targets }) => (targets ?? []).flatMap(({ expr }) => metricsIn(expr))));
    expect([...used].filter((name) => !series.has(name))).toEqual([]);
    const ours = known.map(({ name }) => name).filter((name) => /^(gateway|jobs)_/.test(name));
    expect(ours.length).toBeGreaterThan(15);
    expect(ours.filter((name) => ![...used].some((each) => each === name || each === `${name}_bucket`))).toEqual([]);
  });

  it('is read at /metrics, with the depth of each queue', async () => {
    const text = await (await fetch(`${convene.url}/metrics`)).text();
    for (const queue of ['event-changes', 'booking-changes', 'booking-holds', 'notification-changes', 'notification-reminders', 'notification-deliveries']) {
      expect(text).toMatch(new RegExp(`^jobs_count\\{queue="${queue}",state="waiting"\\} \\d+$`, 'm'));
    }
  });

  it('puts no panel over another', () => {
    const panels = dashboard.panels.map(({ gridPos }) => gridPos);
    const overlap = panels.flatMap((a, n) => panels.slice(n + 1).filter((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h));
    expect(overlap).toEqual([]);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});
