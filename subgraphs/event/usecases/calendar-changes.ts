import type { Change } from '../../../platform/change-log/change-log.js';
import type { Calendar, Member } from '../domain/calendar.js';

export const calendarTopic = (calendarId: string): string => `calendar:${calendarId}`;
/** A person's own line in this subgraph's log: calendars that they came to belong to, or left. */
export const accountTopic = (userId: string): string => `account:${userId}`;

export type CalendarChangeKind = 'CALENDAR_UPDATED' | 'CALENDAR_DELETED' | 'MEMBERS_CHANGED';

/** What became of a calendar: the calendar and its members as they now are. */
export interface CalendarNews {
  readonly kind: CalendarChangeKind;
  readonly calendar: Calendar;
  readonly members: readonly Member[];
  readonly joined?: readonly string[];
  readonly left?: readonly string[];
  readonly fields?: readonly string[];
  readonly actor: string;
  readonly at: Date;
}

/** The log's rows for it: one on the calendar's topic, and one on the own topic of each who came or went. */
export function calendarChanges(news: CalendarNews): Change[] {
  const { calendar, joined = [], left = [], kind, actor, at } = news;
  const common = { entityVersion: calendar.revision, actor, at };
  const ofCalendar: Change = {
    ...common,
    topic: calendarTopic(calendar.id),
    kind,
    entity: `Calendar:${calendar.id}`,
    fields: news.fields ?? [],
    data: {
      calendar: { id: calendar.id, name: calendar.name, timeZone: calendar.timeZone, visibility: calendar.visibility },
      members: news.members.map(({ userId, role }) => ({ userId, role })),
      joined: [...joined],
      left: [...left],
    },
  };
  const ofPeople = [...joined, ...left].map(
    (userId): Change => ({
      ...common,
      topic: accountTopic(userId),
      kind: 'MEMBERSHIP_CHANGED',
      entity: `Membership:${calendar.id}:${userId}`,
      fields: [],
      data: { calendarId: calendar.id, belongs: joined.includes(userId), calendarDeleted: kind === 'CALENDAR_DELETED' },
    }),
  );
  return [ofCalendar, ...ofPeople];
}
