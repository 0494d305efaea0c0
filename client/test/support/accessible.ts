import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules of WCAG 2.2 AA, and what is good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Looks at the page as it stands with axe, in both themes.
 * @throws with each serious or critical fault, where it is, and what mends it.
 */
export async function expectAccessible(page: Page, name = new URL(page.url()).pathname): Promise<void> {
  const faults: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    for (const fault of await look(page)) faults.push(`${name}, ${theme}: ${fault}`);
  }
  await page.emulateMedia({ colorScheme: null });
  if (faults.length > 0) throw new Error(`axe found ${String(faults.length)} faults.\n\n${faults.join('\n\n')}`);
}

async function look(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const run = (tags: string[]): Promise<AxeResults> =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
  const { violations } = await page.evaluate<AxeResults, string[]>(run, TAGS);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n    ${why(failureSummary)}`)].join('\n'));
}

const why = (summary: string | undefined): string => (summary ?? '').split('\n').slice(1).join(' ').trim();
