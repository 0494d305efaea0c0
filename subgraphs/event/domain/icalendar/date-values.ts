import { keyOf, type Wall } from '../recurrence/local-time.js';

/** `20261120T121500Z`. Milliseconds are cut off. */
export const utcText = (instant: Date): string => `${keyOf(Math.floor(instant.getTime() / 1000) * 1000, false)}Z`;

/** How a series' local times are written. */
export interface Writing {
  /** What stands between a property's name and its values: `;TZID=Europe/Berlin`, `;VALUE=DATE`, or nothing for UTC. */
  readonly parameters: string;
  value(wall: Wall): string;
}

const UTC_NAMES = new Set(['UTC', 'Etc/UTC', 'Etc/UCT', 'UCT', 'Zulu', 'Etc/Zulu', 'Universal', 'Etc/Universal']);

/** Whether times of this zone are written in UTC, without a VTIMEZONE. */
export const isUtc = (timeZone: string): boolean => UTC_NAMES.has(timeZone);

/** Days without a zone, times of UTC with `Z`, others by the wall clock of their zone. */
export function writingFor(timeZone: string, allDay: boolean): Writing {
  if (allDay) return { parameters: ';VALUE=DATE', value: (wall) => keyOf(wall, true) };
  if (isUtc(timeZone)) return { parameters: '', value: (wall) => `${keyOf(wall, false)}Z` };
  return { parameters: `;TZID=${timeZone}`, value: (wall) => keyOf(wall, false) };
}

/** A DURATION (RFC 5545, 3.3.6) of elapsed time. */
export function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const text = parts.map(([amount, unit]) => (amount > 0 ? `${amount}${unit}` : '')).join('');
  return `PT${text || '0S'}`;
}
