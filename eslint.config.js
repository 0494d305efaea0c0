import js from '@eslint/js';
import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';
import { importBoundaries } from './scripts/lint/import-boundaries.js';

const TYPESCRIPT = ['**/*.ts', '**/*.tsx'];
const TESTS = ['**/*.test.ts', '**/test/**/*.ts', 'platform/testing/**'];

/** Which way imports may point; the order of folders in the design, as rules. */
const zones = [
  {
    files: /^platform\//,
    forbidden: /^(gateway|subgraphs|schema|client|bench|convene|part|parts|part-config|service|start)(\/|\.|$)/,
    because: 'the platform knows nothing of what stands on it.',
  },
  {
    files: /^subgraphs\/(?<part>[^/]+)\//,
    forbidden: /^subgraphs\/(?!<part>\/|not-implemented)/,
    because: 'subgraphs meet by federation and by messages, never by imports.',
  },
  {
    files: /^subgraphs\//,
    forbidden: /^(gateway|client|bench|convene|part|parts|part-config|service|start)(\/|\.|$)/,
    because: 'a subgraph does not know its door.',
  },
  {
    files: /^gateway\/(?!test\/)/,
    forbidden: /^subgraphs\//,
    because: 'the gateway reaches subgraphs by their transport.',
  },
  {
    files: /^subgraphs\/(?<part>[^/]+)\/domain\/(?!.*\.test\.ts$)/,
    forbidden: /./,
    except: /^subgraphs\/<part>\/domain\/|^(temporal-polyfill|rrule-temporal)$/,
    because: 'rules without I/O depend on nothing outside domain/.',
  },
  {
    files: /^(?!subgraphs\/event\/)/,
    forbidden: /^rrule-temporal$/,
    because: 'recurrence never leaves the event subgraph.',
  },
  {
    files: /^subgraphs\/(?<part>user|booking)\/usecases\/(?!.*\.test\.ts$)/,
    forbidden: /^subgraphs\/<part>\/(store|graphql|messaging|migrations|main)(\/|\.|$)/,
    because: 'a use case declares the store that it needs; main.ts puts the two together.',
  },
  {
    files: /^client\/(?!test\/)/,
    forbidden: /^(gateway|subgraphs|platform|schema|bench|demo|convene|start)(\/|\.|$)/,
    because: 'the web application reaches the server by GraphQL alone.',
  },
  {
    files: /^client\/features\/(?<part>[^/]+)\//,
    forbidden: /^client\/features\/(?!<part>\/)/,
    because: 'features meet in app/, and never import one another.',
  },
  {
    files: /^client\/(design|graph|session|i18n)\//,
    forbidden: /^client\/(features|app)\//,
    because: 'features stand on these, not the other way round.',
  },
];

const processEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings are read in config.ts alone.',
};

const describedSchema = {
  files: ['schema/{user,event,booking,notification,viewer}.graphql'],
  languageOptions: { parser: graphqlPlugin.parser },
  plugins: { '@graphql-eslint': graphqlPlugin },
  rules: {
    '@graphql-eslint/require-description': [
      'error',
      {
        types: true,
        FieldDefinition: true,
        InputValueDefinition: true,
        EnumValueDefinition: true,
        DirectiveDefinition: true,
      },
    ],
  },
};

/** Names that plain scripts may take for given; TypeScript knows them by itself. */
const globalsOf = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));
const EVERYWHERE = ['URL', 'URLSearchParams', 'fetch', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'];
const NODE = [...EVERYWHERE, 'process', 'Buffer'];
const BROWSER = [...EVERYWHERE, 'document', 'window', 'location', 'history', 'localStorage', 'FormData'];

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '**/.data/', '**/.cache/', '**/__generated__/'] },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [js.configs.recommended],
    rules: { 'no-console': 'error' },
    languageOptions: { globals: globalsOf(NODE) },
  },
  {
    files: ['gateway/pages/**/*.js', 'client/design/theme-first.js'],
    languageOptions: { globals: globalsOf(BROWSER) },
  },
  {
    files: TYPESCRIPT,
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { convene: { rules: { 'import-boundaries': importBoundaries } } },
    rules: {
      'no-console': 'error',
      'no-undef': 'off',
      'no-restricted-syntax': ['error', processEnv],
      'convene/import-boundaries': ['error', zones],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Of matters of taste, and of little worth for their price.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/config.ts', '**/*.config.ts', 'codegen.ts', 'start.ts', 'service.ts', 'convene.ts', 'commands/run-*.ts', 'scripts/**', ...TESTS],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // These set the environment of what they load or spawn, and read no setting of ours.
    files: ['gateway/executor/telemetry-off.ts', 'platform/embedded/unprivileged.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Answers of the server under test are JSON; a wrong guess fails the test, which is what it is for.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  describedSchema,
  // Composed: it only has to be read.
  { files: ['schema/supergraph.graphql'], languageOptions: { parser: graphqlPlugin.parser } },
);
