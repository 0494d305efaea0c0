/** One taking-place, as another calendar program takes it. */
export interface IcsEvent {
  /** The same for the same taking-place: taken twice, it stays one. */
  readonly uid: string;
  readonly title: string;
  readonly description: string | null;
  readonly location: string | null;
  /** Where the event's page is. */
  readonly url: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly allDay: boolean;
  readonly startsOn?: string | null;
  readonly endsOn?: string | null;
  readonly cancelled: boolean;
}

const DAY = 86_400_000;
/** Bytes in a line (RFC 5545, 3.1). */
const LONGEST = 75;

/** An iCalendar file (RFC 5545) of one event, in UTC, so that it needs no description of zones. */
export function icsOf(event: IcsEvent, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Convene//Convene//EN',
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${stamp(now.toISOString())}`,
    ...times(event),
    `SUMMARY:${escaped(event.title)}`,
    ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
    ...(event.location ? [`LOCATION:${escaped(event.location)}`] : []),
    `URL:${event.url}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map(folded).join('\r\n') + '\r\n';
}

/** An all-day event ends, in iCalendar, on the day after its last. */
function times({ allDay, startsOn, endsOn, startsAt, endsAt }: IcsEvent): string[] {
  if (!allDay || !startsOn || !endsOn) return [`DTSTART:${stamp(startsAt)}`, `DTEND:${stamp(endsAt)}`];
  const behind = new Date(Date.parse(endsOn) + DAY).toISOString().slice(0, 10);
  return [`DTSTART;VALUE=DATE:${startsOn.replaceAll('-', '')}`, `DTEND;VALUE=DATE:${behind.replaceAll('-', '')}`];
}

const stamp = (instant: string): string => `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');

/** Longer lines go on in the next, behind a space; no character is broken in two. */
function folded(line: string): string {
  let [out, length] = ['', 0];
  for (const character of line) {
    const bytes = new TextEncoder().encode(character).length;
    if (length + bytes > LONGEST) [out, length] = [`${out}\r\n `, 1];
    out += character;
    length += bytes;
  }
  return out;
}
