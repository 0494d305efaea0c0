import { describe, expect, it } from '@jest/globals';
import { Lru } from './lru.js';

describe('a map with a limit', () => {
  it('forgets what was used longest ago', () => {
    const map = new Lru<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.get('a');
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
  });

  it('keeps one value for a key', () => {
    const map = new Lru<string, number>(2);
    map.set('a', 1);
    map.set('a', 2);
    expect([map.get('a'), map.size]).toEqual([2, 1]);
    map.delete('a');
    expect(map.get('a')).toBeUndefined();
  });

  it('may weigh its entries, and keeps none that alone is over the limit', () => {
    const dropped: string[] = [];
    const map = new Lru<string, string>(10, { weigh: (key, value) => key.length + value.length, forgotten: (value) => dropped.push(value) });
    map.set('a', '123');
    map.set('b', '123');
    map.get('a');
    map.set('c', '1234');
    expect([map.get('a'), map.get('b'), map.get('c'), dropped]).toEqual(['123', undefined, '1234', ['123']]);
    // A lighter value leaves room for one more.
    map.set('a', '1');
    map.set('d', '12');
    expect([map.get('a'), map.get('c'), map.get('d')]).toEqual(['1', '1234', '12']);
    map.set('a', '1234567890');
    expect([map.get('a'), map.size]).toEqual([undefined, 2]);
  });

  it('is as new once it is cleared', () => {
    const map = new Lru<string, number>(2);
    for (const key of ['a', 'b']) map.set(key, 1);
    map.clear();
    expect([map.size, map.get('a')]).toEqual([0, undefined]);
    for (const key of ['c', 'd', 'e']) map.set(key, 1);
    expect([map.get('c'), map.get('d'), map.get('e')]).toEqual([undefined, 1, 1]);
  });
});
