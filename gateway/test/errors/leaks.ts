import { packageRoot } from '../../../platform/package-root.js';

interface AnsweredError {
  readonly message?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What no answer may tell of the house: code, machines, databases, and which part of it failed. */
const OURS: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a stack', /\n\s+at |\bat [\w.<> ]+\(.*:\d+:\d+\)|stacktrace/i],
  ['a path', new RegExp(`node_modules|file://|/(dist|src|home|tmp|usr)/|\\.(ts|js|mjs):\\d|${packageRoot().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)],
  ['a host or a port', /\b\d{1,3}(\.\d{1,3}){3}\b|localhost|ECONN|EAI_AGAIN|ETIMEDOUT|\.subgraph\b/],
  ['SQL', /\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b|relation "|column "|duplicate key|violates|syntax error at or near|QueryFailed|invalid byte sequence|out of range for type/],
  ['a library', /typeorm|postgres|graphql-js|apollo|bullmq|zod\b|TypeError|Cannot read propert|is not a function|undefined is not/i],
  ['a subgraph', /serviceName|\b(user|event|booking|notification|viewer) (subgraph|service)\b|_entities|_service/i],
  ['a hint', /Did you mean/],
];

/** All that an error may carry beside its message, place and code. */
const EXTENSIONS: ReadonlySet<string> = new Set(['code', 'issues', 'requestId', 'retryAfter', 'bound', 'limit']);

/**
 * What an answer tells that it may not, a line for each; `asked` is the text of the request, which an answer may quote. A body
 * that is no JSON is looked at as a whole.
 */
export function leaksIn(body: string, asked: string): string[] {
  const errors = errorsOf(body);
  const texts = errors ? errors.map((error) => JSON.stringify(error)) : [body];
  const told = texts.flatMap((text) => OURS.flatMap(([what, shape]) => {
    const found = shape.exec(text)?.[0];
    return found === undefined || asked.includes(found) ? [] : [`${what}: ${text}`];
  }));
  const carried = (errors ?? []).flatMap(({ extensions }) => Object.keys(extensions ?? {}).filter((key) => !EXTENSIONS.has(key)).map((key) => `extensions.${key}`));
  const codeless = (errors ?? []).filter(({ extensions }) => typeof extensions?.['code'] !== 'string').map((error) => `no code: ${JSON.stringify(error)}`);
  return [...told, ...carried, ...codeless];
}

/** The errors of an answer; none for one without; null for what is no GraphQL answer. */
export function errorsOf(body: string): readonly AnsweredError[] | null {
  try {
    const { errors } = JSON.parse(body) as { errors?: readonly AnsweredError[] };
    return errors ?? [];
  } catch {
    return null;
  }
}

/** Whether an answer describes the schema. */
export const isIntrospected = (body: string): boolean => /"(__schema|types|fields)":\[?\{/.test(body) && /"name":"(User|Query|id)"/.test(body);
