/** A time zone as a person looks for it. */
export interface Zone {
  /** Its IANA name. */
  readonly id: string;
  readonly city: string;
  /** What stands before the city, such as America, Argentina. */
  readonly region: string;
  /** Its own name in the reader's language, such as Central European Time. */
  readonly name: string;
  /** Minutes ahead of UTC now. */
  readonly offset: number;
}

/** Every zone of the browser, from west to east, as it stands at `now`, in the words of `locale`. */
export function zonesAt(now: Date, locale: string, ids: readonly string[] = Intl.supportedValuesOf('timeZone')): Zone[] {
  return ids.map((id) => describe(id, now, locale)).sort((one, other) => one.offset - other.offset || one.city.localeCompare(other.city, locale));
}

function describe(id: string, now: Date, locale: string): Zone {
  const parts = id.replaceAll('_', ' ').split('/');
  return {
    id,
    city: parts.at(-1) ?? id,
    region: parts.slice(0, -1).join(', '),
    name: partOf(now, locale, id, 'longGeneric'),
    offset: minutesOf(partOf(now, 'en', id, 'longOffset')),
  };
}

function partOf(now: Date, locale: string, timeZone: string, timeZoneName: 'longGeneric' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function minutesOf(gmt: string): number {
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(gmt) ?? [];
  return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Such as UTC+5:30. */
export function offsetInWords(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** Those that have every word that was typed, in whatever order, in their names or their offset; accents don't count. */
export function zonesLike(zones: readonly Zone[], typed: string): Zone[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return zones.filter((zone) => {
    const names = plain(`${zone.city} ${zone.region} ${zone.name} ${zone.id} ${offsetInWords(zone.offset)} ${offsetInWords(zone.offset).replace('UTC', 'GMT')}`);
    return words.every((word) => names.includes(word));
  });
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{Mn}/gu, '').replaceAll('−', '-').replaceAll('_', ' ').toLowerCase();
