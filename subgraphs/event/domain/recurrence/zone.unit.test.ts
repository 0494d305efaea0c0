import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isZone, zoneOf } from './zone.js';

const zones = fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'America/Sao_Paulo', 'Europe/Dublin', 'Asia/Kathmandu', 'America/St_Johns', 'Africa/Monrovia', 'UTC');
/** 1930 to 2100, to the second. */
const instants = fc.integer({ min: -1_262_304_000, max: 4_102_444_800 }).map((seconds) => seconds * 1000);

describe("a zone's table", () => {
  it('says what Temporal says', () => {
    fc.assert(
      fc.property(zones, instants, (name, instant) => {
        const zone = zoneOf(name);
        const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
        expect(zone.wallAt(instant)).toBe(instant + moment.offsetNanoseconds / 1e6);
        const local = new Date(instant).toISOString().slice(0, 19);
        const compatible = Temporal.PlainDateTime.from(local).toZonedDateTime(name);
        expect(zone.instantOf(instant)).toBe(compatible.epochMilliseconds);
        expect(zone.shows(instant)).toBe(compatible.toPlainDateTime().toString() === Temporal.PlainDateTime.from(local).toString());
        const day = Math.floor(instant / 86_400_000) * 86_400_000;
        expect(zone.startOfDay(day)).toBe(Temporal.PlainDate.from(new Date(day).toISOString().slice(0, 10)).toZonedDateTime(name).epochMilliseconds);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ['Europe/Berlin', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z', false],
    ['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z', true],
    ['Pacific/Apia', '2011-12-30T09:00:00', '2011-12-30T19:00:00.000Z', false],
    ['America/Santiago', '2024-09-08T00:00:00', '2024-09-08T04:00:00.000Z', false],
  ])('%s at %s is %s', (name, local, instant, shown) => {
    expect(new Date(zoneOf(name).instantOf(Date.parse(`${local}Z`))).toISOString()).toBe(instant);
    expect(zoneOf(name).shows(Date.parse(`${local}Z`))).toBe(shown);
  });

  it('refuses what is no zone', () => {
    expect(isZone('Europe/Berlin')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
    expect(() => zoneOf('Mars/Olympus')).toThrow(RangeError);
  });
});
