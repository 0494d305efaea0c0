import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules of WCAG 2.2 AA, and what is good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Of these, what the colours of a theme decide. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * Looks at the page as it stands with axe, in both themes: all but the colours is the same in the second.
 * @throws with each serious or critical fault, where it is, and what mends it.
 */
export async function expectAccessible(page: Page, name = new URL(page.url()).pathname): Promise<void> {
  const faults: string[] = [];
  for (const [theme, only] of [['light', { type: 'tag', values: TAGS }], ['dark', { type: 'rule', values: OF_COLOUR }]] as const) {
    await page.emulateMedia({ colorScheme: theme });
    for (const fault of await look(page, only)) faults.push(`${name}, ${theme}: ${fault}`);
  }
  await page.emulateMedia({ colorScheme: null });
  if (faults.length > 0) throw new Error(`axe found ${String(faults.length)} faults.\n\n${faults.join('\n\n')}`);
}

interface Rules {
  readonly type: 'tag' | 'rule';
  readonly values: readonly string[];
}

async function look(page: Page, rules: Rules): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const run = async (only: Rules): Promise<AxeResults['violations']> => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { ...only, values: [...only.values] }, resultTypes: ['violations'] });
    return violations;
  };
  const violations = await page.evaluate(run, rules);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n    ${why(failureSummary)}`)].join('\n'));
}

const why = (summary: string | undefined): string => (summary ?? '').split('\n').slice(1).join(' ').trim();
