/** Files that start a dozen processes at once, which take every processor there is: what ran beside them would wait too long. */
const CROWDS = '/(test/(faults|journey|kill|separate)|gateway/test/journey)\\.int\\.test\\.ts$';
/** Of the crowds `only` them, one after the other, or `none`; without it everything. `scripts/test.mjs` runs both parts. */
const crowds = process.env.CROWDS;

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: process.env.SOAK
    ? ['<rootDir>/**/*.soak.test.ts']
    : ['<rootDir>/**/*.unit.test.ts', '<rootDir>/**/*.int.test.ts', '<rootDir>/gateway/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    ...(process.env.SOAK ? [] : ['\\.soak\\.test\\.ts$']),
    ...(crowds === 'none' ? [`<rootDir>${CROWDS}`] : []),
    ...(crowds === 'only' ? [`^(?!<rootDir>${CROWDS})`] : []),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.cache/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: false, decorators: true } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/platform/testing/global-setup.mjs',
  globalTeardown: '<rootDir>/platform/testing/global-teardown.mjs',
  reporters: [['default', { summaryThreshold: 1000 }], '<rootDir>/scripts/slowest-reporter.mjs'],
  testSequencer: '<rootDir>/scripts/longest-first.mjs',
  maxWorkers: crowds === 'only' ? 1 : 2,
  // Whoever comes first fills what the other worker waits for, on however busy a machine.
  testTimeout: process.env.SOAK ? 600_000 : 60_000,
};
