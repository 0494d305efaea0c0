import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseOffers, seatsAvailable } from './seats.js';

const count = { occurrenceId: 'o', capacity: 10, taken: 6, waitingSeats: 0, waitlistLength: 0 };

describe('seats that anybody may take', () => {
  it('are those that nobody has', () => {
    expect(seatsAvailable(count, 0)).toBe(4);
  });
  it('include those of ended holds', () => {
    expect(seatsAvailable(count, 2)).toBe(6);
  });
  it('are not those for which people stand in line', () => {
    expect(seatsAvailable({ ...count, waitingSeats: 3, waitlistLength: 1 }, 0)).toBe(1);
    expect(seatsAvailable({ ...count, waitingSeats: 30, waitlistLength: 9 }, 0)).toBe(0);
  });
  it('are none after the capacity was lowered below what is taken', () => {
    expect(seatsAvailable({ ...count, capacity: 3 }, 0)).toBe(0);
  });
  it('know no limit where there is none', () => {
    expect(seatsAvailable({ ...count, capacity: null }, 0)).toBeNull();
  });
});

const line = (...quantities: number[]) => quantities.map((quantity, index) => ({ name: String(index), quantity }));
const names = (chosen: { name: string }[]): string => chosen.map(({ name }) => name).join('');

describe('offering seats to a line', () => {
  it('goes by order', () => {
    expect(names(chooseOffers(line(1, 1, 1), 2, 'WAIT'))).toBe('01');
  });
  it('makes everybody wait for a group at its head', () => {
    expect(names(chooseOffers(line(1, 3, 1), 3, 'WAIT'))).toBe('0');
  });
  it('lets smaller ones pass where the organizer wants that', () => {
    expect(names(chooseOffers(line(1, 3, 1), 3, 'LET_SMALLER_PASS'))).toBe('02');
  });
  it('offers to everybody without a limit, and to nobody without a seat', () => {
    expect(names(chooseOffers(line(5, 9), Infinity, 'WAIT'))).toBe('01');
    expect(names(chooseOffers(line(1), -2, 'WAIT'))).toBe('');
  });
  it('never offers more than is free, and by WAIT always to the head of the line', () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 20 });
    fc.assert(
      fc.property(quantities, fc.integer({ min: -3, max: 30 }), (wanted, free) => {
        const waiting = line(...wanted);
        for (const rule of ['WAIT', 'LET_SMALLER_PASS'] as const) {
          const chosen = chooseOffers(waiting, free, rule);
          const seats = chosen.reduce((sum, { quantity }) => sum + quantity, 0);
          expect(seats).toBeLessThanOrEqual(Math.max(0, free));
          if (rule === 'WAIT') expect(chosen).toEqual(waiting.slice(0, chosen.length));
        }
      }),
    );
  });
});
