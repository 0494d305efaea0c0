import { badInput } from '../errors.js';

/** A page of a list, after the Relay cursor connections specification. */
export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** The values that a list is sorted by, of one row: what comes after it is what sorts after these. */
export type Key = readonly (string | number)[];

/** A place in a list as an opaque text. */
export const encodeKey = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * The values behind an `after`, or null without one.
 * @throws BAD_USER_INPUT when it is no cursor of `length` values.
 */
export function decodeKey(after: string | null | undefined, length: number): Key | null {
  if (after == null) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === length && key.every((part) => ['string', 'number'].includes(typeof part))) {
      return key as Key;
    }
  } catch {
    // Falls through to the refusal: a text that can't be read is no cursor.
  }
  throw badInput({ path: ['after'], message: 'This cursor belongs to another list, or is none.' });
}

/**
 * How many to show.
 * @throws BAD_USER_INPUT outside 1 to `most`.
 */
export function pageSize(first: number, most = 100): number {
  if (Number.isInteger(first) && first >= 1 && first <= most) return first;
  throw badInput({ path: ['first'], message: `\`first\` must be from 1 to ${String(most)}.` });
}

/** Builds a page from up to `first + 1` rows: the one too many only says that there are more. */
export function connection<Row, Node = Row>(
  rows: readonly Row[],
  first: number,
  after: string | null | undefined,
  keyOf: (row: Row) => Key,
  nodeOf: (row: Row) => Node = (row) => row as unknown as Node,
): Connection<Node> {
  const edges = rows.slice(0, first).map((row) => ({ cursor: encodeKey(keyOf(row)), node: nodeOf(row) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
