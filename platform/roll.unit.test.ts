import { describe, expect, it } from '@jest/globals';
import { Roll } from './roll.js';

describe('a roll', () => {
  it('tells who is there, in the order in which they came', () => {
    const roll = new Roll<string>();
    expect([roll.size, roll.first, roll.all()]).toEqual([0, undefined, []]);
    const [leaveA, leaveB] = ['a', 'b', 'c'].map((name) => roll.enter(name));
    expect([roll.size, roll.first, roll.all()]).toEqual([3, 'a', ['a', 'b', 'c']]);
    leaveB?.();
    expect([roll.size, roll.first, roll.all()]).toEqual([2, 'a', ['a', 'c']]);
    leaveA?.();
    expect([roll.size, roll.first, roll.all()]).toEqual([1, 'c', ['c']]);
    roll.enter('a');
    expect(roll.all()).toEqual(['c', 'a']);
  });

  it('lets everybody leave once, and the same thing be there twice', () => {
    const roll = new Roll<string>();
    const leave = roll.enter('a');
    roll.enter('a');
    leave();
    leave();
    expect([roll.size, roll.all()]).toEqual([1, ['a']]);
  });
});
