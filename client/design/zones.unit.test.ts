import { describe, expect, it } from '@jest/globals';
import { offsetInWords, zonesAt, zonesLike } from './zones.js';

const IDS = ['Europe/Berlin', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'America/Sao_Paulo', 'UTC'];
const winter = new Date('2026-01-15T12:00:00Z');

describe('time zones', () => {
  it('stand from west to east, with their offset of the day', () => {
    expect(zonesAt(winter, 'en', IDS).map(({ city, offset }) => [city, offset])).toEqual([
      ['Buenos Aires', -180],
      ['Sao Paulo', -180],
      ['UTC', 0],
      ['Berlin', 60],
      ['Kolkata', 330],
    ]);
    expect(zonesAt(new Date('2026-07-15T12:00:00Z'), 'en', ['Europe/Berlin'])[0]?.offset).toBe(120);
  });

  it.each([
    ['berl', ['Berlin']],
    ['mitteleuropäische', ['Berlin']],
    ['Mitteleuropaische', ['Berlin']],
    ['utc+5:30', ['Kolkata']],
    ['aires argentina', ['Buenos Aires']],
    ['são', ['Sao Paulo']],
    ['atlantis', []],
  ])('are found by what a person types: %s', (typed, cities) => {
    expect(zonesLike(zonesAt(winter, 'de', IDS), typed).map(({ city }) => city)).toEqual(cities);
  });

  it('say their offset shortly', () => {
    expect([0, 60, -210, 345].map(offsetInWords)).toEqual(['UTC', 'UTC+1', 'UTC−3:30', 'UTC+5:45']);
  });
});
