import { describe, expect, it } from '@jest/globals';
import { connection, decodeKey, encodeKey, pageSize } from './connection.js';

const rows = [3, 2, 1].map((n) => ({ at: `2026-11-2${String(n)}`, id: `id-${String(n)}` }));
const keyOf = (row: { at: string; id: string }): string[] => [row.at, row.id];

describe('a connection', () => {
  it('shows `first` rows, and learns from one too many that there are more', () => {
    const page = connection(rows, 2, null, keyOf);
    expect(page.edges.map(({ node }) => node.id)).toEqual(['id-3', 'id-2']);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(decodeKey(page.pageInfo.endCursor, 2)).toEqual(['2026-11-22', 'id-2']);
  });

  it('has no cursors when it is empty', () => {
    expect(connection([], 2, 'x', keyOf).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: null,
      endCursor: null,
    });
  });

  it('refuses cursors of other lists and sizes out of bounds', () => {
    for (const cursor of ['nonsense', encodeKey(['one']), encodeKey(['a', 'b', 'c']), '']) {
      expect(() => decodeKey(cursor, 2)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    }
    for (const first of [0, -1, 101, 1.5]) expect(() => pageSize(first)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
    expect(pageSize(500, 500)).toBe(500);
  });
});
