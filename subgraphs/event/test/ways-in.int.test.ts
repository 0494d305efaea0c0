import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { mayOpenCalendar, type CalendarRole, type Visibility } from '../domain/calendar.js';
import type { EventStatus, ShowAs } from '../domain/event.js';
import { visibleTo, type Onlooker, type Sight, type Way } from '../domain/visibility.js';
import { makeCalendar, session, startEventKit, type EventKit } from './kit.js';

let kit: EventKit;
const olga = session('olga', 'ORGANIZER');

interface Made {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly visibility: Visibility;
  readonly status: EventStatus;
  readonly showAs: ShowAs;
}
const calendars: { id: string; visibility: Visibility; events: Made[] }[] = [];

const VISIBILITIES = ['PUBLIC', 'UNLISTED', 'PRIVATE'] as const;
const STATUSES = ['DRAFT', 'TENTATIVE', 'CONFIRMED', 'CANCELLED'] as const;
const CREATE = 'mutation($input: CreateEventInput!) { createEvent(input: $input) { id } }';

/** One event of each kind on each kind of calendar, an hour apart. */
beforeAll(async () => {
  kit = await startEventKit();
  for (const visibility of VISIBILITIES) {
    const members = { ed: 'EDITOR', vi: 'VIEWER', fred: 'FREE_BUSY' };
    const calendar = { id: await makeCalendar(kit, olga, members, { visibility }), visibility, events: [] as Made[] };
    calendars.push(calendar);
    for (const of of VISIBILITIES) {
      for (const status of STATUSES) {
        for (const showAs of ['BUSY', 'FREE'] as const) await make(calendar, { visibility: of, status, showAs });
      }
    }
  }
});
afterAll(() => kit.stop());

async function make(calendar: (typeof calendars)[number], kind: Pick<Made, 'visibility' | 'status' | 'showAs'>): Promise<void> {
  const startsAt = new Date(Date.UTC(2026, 11, 1, calendar.events.length)).toISOString().replace('.000', '');
  const title = `${calendar.visibility} ${kind.visibility} ${kind.status} ${kind.showAs}`;
  const { status, ...rest } = kind;
  const input = { calendarId: calendar.id, title, startsAt, endsAt: startsAt.replace(':00:00Z', ':30:00Z'), ...rest };
  const { createEvent } = await kit.run(olga, CREATE, { input: { ...input, status: status === 'CANCELLED' ? 'CONFIRMED' : status } });
  if (status === 'CANCELLED') await kit.run(olga, 'mutation($id: ID!) { cancelEvent(id: $id) { event { id } } }', { id: createEvent.id });
  calendar.events.push({ id: String(createEvent.id), title, startsAt, ...kind });
}

const READERS: [string, Viewer | null, CalendarRole | null][] = [
  ['its organizer', olga, 'OWNER'],
  ['an editor', session('ed'), 'EDITOR'],
  ['a viewer', session('vi'), 'VIEWER'],
  ['somebody with FREE_BUSY', session('fred'), 'FREE_BUSY'],
  ['an outsider', session('zoe'), null],
  ['nobody', null, null],
];

const READ = `query($id: ID!) {
  calendar(id: $id) {
    feedUrl
    agenda(from: "2026-12-01T00:00:00Z", to: "2026-12-03T00:00:00Z") { edges { node { __typename startsAt ... on Occurrence { title } } } }
    events(first: 100) { edges { node { title } } }
    changes { edges { node { kind eventId } } }
  }
  events(first: 100, filter: { from: "2026-12-01T00:00:00Z" }) { edges { node { title } } }
}`;

type Item = { node: { __typename?: string; title?: string; startsAt?: string; kind?: string; eventId?: string | null } };

describe.each(READERS)('what %s sees', (_, viewer, role) => {
  const onlooker: Onlooker = { userId: viewer?.userId ?? null, role, hasBooked: false };
  const expected = (calendar: (typeof calendars)[number], way: Way, sight: Sight): Made[] =>
    calendar.events.filter((event) => visibleTo(onlooker, calendar, { ...event, organizerId: 'olga' }, way) === sight);
  const titlesOf = (events: readonly Made[]): string[] => events.map((event) => event.title).sort();
  const titlesIn = (items: readonly Item[]): string[] => items.flatMap(({ node }) => node.title ?? []).sort();

  it('is the same by every way in', async () => {
    for (const calendar of calendars) {
      const { calendar: seen, events: found } = await kit.run(viewer, READ, { id: calendar.id });
      const ofThis = (found.edges as Item[]).filter(({ node }) => node.title?.startsWith(`${calendar.visibility} `));
      expect(titlesIn(ofThis)).toEqual(titlesOf(expected(calendar, 'search', 'all')));
      expect(seen !== null).toBe(mayOpenCalendar(calendar.visibility, role));
      if (seen === null) continue;

      const all = expected(calendar, 'calendar', 'all');
      const busy = expected(calendar, 'calendar', 'busy');
      const items = seen.agenda.edges as Item[];
      expect(titlesIn(items)).toEqual(titlesOf(all));
      const blocks = items.flatMap(({ node }) => (node.__typename === 'BusyBlock' ? (node.startsAt ?? []) : []));
      expect(blocks.sort()).toEqual(busy.map((event) => event.startsAt).sort());
      if (role !== 'FREE_BUSY') expect(titlesIn(seen.events.edges)).toEqual(titlesOf(all));

      const changes = seen.changes?.edges as Item[] | undefined;
      const told = new Set(changes?.flatMap(({ node }) => node.eventId ?? []));
      if (viewer !== null) expect([...told].sort()).toEqual(all.map((event) => event.id).sort());
      await checkFeed(seen.feedUrl as string | null, all, busy);
    }
  });

  it('is the same by each event’s own link', async () => {
    const query = (events: readonly Made[]): string => `{ ${events.map((event, i) => `e${String(i)}: event(id: "${event.id}") { title }`).join(' ')} }`;
    for (const calendar of calendars) {
      const answer = await kit.run(viewer, query(calendar.events));
      const seen = Object.values(answer).flatMap((event: { title: string } | null) => event?.title ?? []);
      expect(seen.sort()).toEqual(titlesOf(expected(calendar, 'link', 'all')));
    }
  });
});

/** The feed has what may be seen, a block for what is busy, and nothing else. */
async function checkFeed(feedUrl: string | null, all: readonly Made[], busy: readonly Made[]): Promise<void> {
  if (feedUrl === null) return;
  const answer = await kit.subgraph.handle({ method: 'GET', path: new URL(feedUrl).pathname, query: {}, headers: {} });
  const summaries = [...(answer?.body ?? '').matchAll(/^SUMMARY:(.*)\r$/gm)].map((match) => match[1]);
  expect(summaries.sort()).toEqual([...all.map((event) => event.title), ...busy.map(() => 'Busy')].sort());
}
