import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageRoot } from '../platform/package-root.js';
import { completeLock } from './complete-lock.mjs';

type Lock = Parameters<typeof completeLock>[0];

const lock = JSON.parse(readFileSync(join(packageRoot(), 'package-lock.json'), 'utf8')) as Lock;

/** The first versions without an advisory against them; `npm audit` may not answer where this runs. */
const FLOORS = {
  '@apollo/server': '5.5.0',
  '@apollo/gateway': '2.13.2',
  ws: '8.21.0',
  typeorm: '1.1.0',
  nodemailer: '10.4.1',
  graphql: '16.8.1',
};

describe('package-lock.json', () => {
  it('names the packages of every platform, so that npm ci accepts it everywhere', () => {
    expect(completeLock(lock).added).toEqual([]);
  });

  it('says nothing of where packages came from', () => {
    expect(Object.values(lock.packages).filter((entry) => 'resolved' in entry)).toEqual([]);
  });

  it.each(Object.entries(FLOORS))('has no %s older than %s', (name, floor) => {
    const versions = Object.entries(lock.packages).flatMap(([path, { version }]) => (path.endsWith(`node_modules/${name}`) && version ? [version] : []));
    expect(versions.filter((version) => isOlder(version, floor))).toEqual([]);
  });
});

describe('completing a lock', () => {
  it('adds what other platforms need, and leaves alone what is there', () => {
    const tool = { version: '1.0.0', optionalDependencies: { '@tool/linux-x64-gnu': '1.0.0', '@tool/darwin-arm64': '1.0.0', fsevents: '2.0.0' } };
    const there = { version: '1.0.0' };
    const completed = completeLock({ packages: { 'node_modules/tool': tool, 'node_modules/@tool/darwin-arm64': there } });
    expect(completed.lock.packages).toEqual({
      'node_modules/@tool/darwin-arm64': there,
      'node_modules/@tool/linux-x64-gnu': { version: '1.0.0', cpu: ['x64'], os: ['linux'], libc: ['glibc'], optional: true },
      'node_modules/tool': tool,
    });
    expect(completed.unknown).toEqual(['fsevents@2.0.0']);
  });
});

function isOlder(version: string, floor: string): boolean {
  const [a, b] = [version, floor].map((each) => each.split('-')[0]?.split('.').map(Number) ?? []) as [number[], number[]];
  const index = a.findIndex((part, place) => part !== (b[place] ?? 0));
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}
