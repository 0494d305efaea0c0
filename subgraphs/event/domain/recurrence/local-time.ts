/**
 * A local time as a number: the milliseconds of the instant at which a clock in UTC would read the same.
 * No zone is implied; days are multiples of `DAY`.
 */
export type Wall = number;

export const SECOND = 1000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** 9999-12-31T23:59:59, the last local time that four digits of a year can write. */
export const LAST_WALL: Wall = Date.UTC(9999, 11, 31, 23, 59, 59);

const LOCAL = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2}))?$/;

/** Reads `YYYY-MM-DD[THH:MM:SS]` or its basic form `YYYYMMDD[THHMMSS]`; null for anything else, 30 February included. */
export function readWall(text: string): Wall | null {
  const match = LOCAL.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null;
  const wall = new Date(0);
  wall.setUTCFullYear(year, month - 1, day);
  if (wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day) return null;
  return wall.getTime() + hour * HOUR + minute * 60_000 + second * SECOND;
}

/** As `readWall`, for texts that were checked before. @throws RangeError for one that is no local time. */
export function wallOf(text: string): Wall {
  const wall = readWall(text);
  if (wall === null) throw new RangeError(`"${text}" is no local time.`);
  return wall;
}

/** `YYYY-MM-DD`. */
export const dayText = (wall: Wall): string => new Date(wall).toISOString().slice(0, 10);

/** `YYYY-MM-DDTHH:MM:SS`. */
export const localText = (wall: Wall): string => new Date(wall).toISOString().slice(0, 19);

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** An occurrence's key: `YYYYMMDD` for all-day events, `YYYYMMDDTHHMMSS` for others (RFC 5545 basic form). */
export function keyOf(wall: Wall, allDay: boolean): string {
  const date = new Date(wall);
  const day = String(date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate()).padStart(8, '0');
  return allDay ? day : `${day}T${two(date.getUTCHours())}${two(date.getUTCMinutes())}${two(date.getUTCSeconds())}`;
}

const KEY = { day: /^\d{8}$/, time: /^\d{8}T\d{6}$/ };

/** The local start that a key of this kind of series names, or null. */
export function wallOfKey(key: string, allDay: boolean): Wall | null {
  return (allDay ? KEY.day : KEY.time).test(key) ? readWall(key) : null;
}

/** The start of the day that a local time lies in. */
export const dayOf = (wall: Wall): Wall => Math.floor(wall / DAY) * DAY;
