import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The project's own settings, without the rules that need types: the texts below are in no file. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
});

async function faults(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: `${root}${filePath}` });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

const importing = (path: string): string => `export { thing } from '${path}';\n`;
const BOUNDARY = 'convene/import-boundaries';

describe('import boundaries', () => {
  it.each([
    ['platform/jobs/x.ts', '../../subgraphs/user/main.js'],
    ['platform/x.ts', '../gateway/server.js'],
    ['platform/testing/x.ts', '../../convene.js'],
    ['subgraphs/booking/store/x.ts', '../../event/store/events.js'],
    ['subgraphs/booking/main.ts', '../event/main.js'],
    ['subgraphs/booking/test/x.int.test.ts', '../../user/main.js'],
    ['subgraphs/booking/graphql/x.ts', '../../../gateway/identity.js'],
    ['gateway/server.ts', '../subgraphs/user/main.js'],
    ['subgraphs/booking/domain/x.ts', '../store/bookings.js'],
    ['subgraphs/booking/domain/x.ts', '../../../platform/clock.js'],
    ['subgraphs/booking/domain/x.ts', 'node:fs'],
    ['subgraphs/booking/domain/x.ts', 'rrule-temporal'],
    ['subgraphs/booking/usecases/book.ts', '../store/bookings.js'],
  ])('keeps %s from importing %s', async (file, path) => {
    expect(await faults(file, importing(path))).toContain(BOUNDARY);
  });

  it.each([
    ['subgraphs/booking/store/x.ts', '../../../platform/clock.js'],
    ['subgraphs/booking/store/x.ts', '../domain/booking.js'],
    ['subgraphs/booking/main.ts', '../not-implemented.js'],
    ['gateway/server.ts', '../platform/logger.js'],
    ['gateway/test/journey.test.ts', '../../convene.js'],
    ['subgraphs/event/domain/rule.ts', './series.js'],
    ['subgraphs/event/domain/rule.ts', 'rrule-temporal'],
    ['subgraphs/event/domain/rule.unit.test.ts', '@jest/globals'],
    ['convene.ts', './subgraphs/user/main.js'],
  ])('lets %s import %s', async (file, path) => {
    expect(await faults(file, importing(path))).not.toContain(BOUNDARY);
  });

  it('sees types and dynamic imports too', async () => {
    expect(await faults('platform/x.ts', "import type { A } from '../gateway/a.js';\nexport type B = A;\n")).toContain(BOUNDARY);
    expect(await faults('platform/x.ts', "export const b = () => import('../gateway/a.js');\n")).toContain(BOUNDARY);
    expect(await faults('platform/x.ts', "export type C = import('../gateway/a.js').A;\n")).toContain(BOUNDARY);
  });
});

describe('habits', () => {
  it.each([
    ['platform/x.ts', 'console.log(1);\n', 'no-console'],
    ['platform/x.ts', 'export const port = process.env.PORT;\n', 'no-restricted-syntax'],
    ['platform/x.ts', 'export const a = (b: any): unknown => b;\n', '@typescript-eslint/no-explicit-any'],
    ['schema/user.graphql', 'type A { b: Int }\n', '@graphql-eslint/require-description'],
    ['schema/event.graphql', '"An A." enum A { B }\n', '@graphql-eslint/require-description'],
    ['schema/booking.graphql', '"An A." type A { "A b." b(c: Int): Int }\n', '@graphql-eslint/require-description'],
  ])('in %s refuses %j', async (file, text, rule) => {
    expect(await faults(file, text)).toContain(rule);
  });

  it('lets config.ts read the settings', async () => {
    expect(await faults('gateway/config.ts', 'export const port = process.env.PORT;\n')).toEqual([]);
  });
});
