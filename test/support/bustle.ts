import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { until } from '../../platform/testing/until.js';
import { type Answer, createDoor, type Door, join, type Person } from './two-gateways.js';

/** Milliseconds that nothing may take longer to be answered, whatever has fallen out. */
export const LONGEST_ANSWER = 3_500;

/** People who read, book, announce and listen through two gateways, whatever happens; and what they were told. */
export interface Bustle {
  /** Milliseconds of the slowest answer of a gateway that was not itself stopped. */
  readonly slowest: number;
  readonly answered: number;
  /** Asks once, as the organizer, whichever gateway answers. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** The answer as it is, with its errors. */
  answer(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Gateways that are known to stand still, or to be gone: nobody asks them. */
  avoid(urls: readonly string[]): void;
  /** Ends all of it, and waits until everything that was announced was heard. @throws naming what was lost, doubled or oversold. */
  settle(): Promise<void>;
}

/** How much goes on: people who book, seats for them, and how many of the announced events carry a reminder that comes due. */
export interface BustleSize {
  readonly bookers: number;
  readonly seats: number;
}

/** Begins it all: an organizer with a calendar, members who each want a seat, somebody who listens. */
export async function startBustle(urls: readonly string[], { bookers, seats }: BustleSize): Promise<Bustle> {
  const door = createDoor(urls);
  const organizer = await join(urls[0] as string, 'organizer');
  const asOrganizer = <Data>(query: string, variables?: Record<string, unknown>): Promise<Data> => door.insist<Data>(organizer, query, variables);
  const { createCalendar } = await asOrganizer<{ createCalendar: { id: string } }>(
    'mutation { createCalendar(input: { name: "Bustle", timeZone: "Europe/Berlin", idempotencyKey: "calendar" }) { id } }',
  );
  const calendarId = createCalendar.id;
  const { createCalendarInvite } = await asOrganizer<{ createCalendarInvite: { code: string } }>(
    'mutation ($id: ID!) { createCalendarInvite(input: { calendarId: $id, role: VIEWER }) { code } }',
    { id: calendarId },
  );
  const members: Person[] = [];
  for (let n = 0; n < bookers; n += 1) {
    const member = await join(urls[n % urls.length] as string, `member${String(n)}`);
    await door.insist(member, 'mutation ($code: String!) { joinCalendar(code: $code) { id } }', { code: createCalendarInvite.code });
    members.push(member);
  }
  const { calendar } = await asOrganizer<{ calendar: { changeCursor: string } }>('query ($id: ID!) { calendar(id: $id) { changeCursor } }', { id: calendarId });
  const announced = createAnnouncements(asOrganizer, calendarId);
  const { occurrenceId } = await announced.make('The event that all want', seats);

  let going = true;
  const listening = listen(urls, organizer, { calendarId, from: calendar.changeCursor }, () => going);
  const reading = each(members, async (member, n) => {
    while (going) {
      await door.insist(member, '{ me { id username calendars { id name } } }').catch(() => undefined);
      await pause(300 + n * 7);
    }
  });
  const announcing = (async () => {
    for (let n = 0; going; n += 1) {
      await announced.make(`Event ${String(n)}`, null);
      await pause(700);
    }
  })();
  const booked: (string | null)[] = [];
  const booking = each(members, async (member, n) => {
    // One after the other, so that some of them book whatever falls out, and when.
    while (going && booked.length < n) await pause(50);
    const input = { occurrenceId, idempotencyKey: `seat-${member.name}` };
    const { book } = await door.insist<{ book: { __typename: string; id?: string } }>(
      member,
      'mutation ($input: BookInput!) { book(input: $input) { __typename ... on Booking { id } } }',
      { input },
    );
    booked.push(book.__typename === 'Booking' ? (book.id ?? null) : null);
    await pause(400);
  });

  return {
    get slowest() {
      return door.slowest();
    },
    get answered() {
      return door.answered();
    },
    ask: asOrganizer,
    answer: (query, variables) => door.once(organizer, query, variables),
    avoid: (gone) => door.avoid(gone),
    async settle() {
      await booking;
      going = false;
      await Promise.all([reading, announcing]);
      const heard = await listening.all(announced.titles());
      const bookings = await asOrganizer<{ occurrence: { seatsAvailable: number } }>('query ($id: ID!) { occurrence(id: $id) { seatsAvailable } }', { id: occurrenceId });
      const faults = [
        ...differences('announced', announced.titles(), heard),
        ...(booked.filter((id) => id !== null).length === Math.min(seats, bookers) ? [] : [`${String(booked.filter((id) => id !== null).length)} of ${String(seats)} seats were given out`]),
        ...(bookings.occurrence.seatsAvailable === Math.max(0, seats - bookers) ? [] : [`${String(bookings.occurrence.seatsAvailable)} seats are left`]),
        ...(await lostBookings(members, booked, door)),
        ...(await toldTwice([organizer, ...members], door)),
      ];
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  };
}

const each = async <T>(all: readonly T[], work: (one: T, n: number) => Promise<void>): Promise<void> => {
  await Promise.all(all.map(work));
};

/** Events that were acknowledged, by their titles, in order. */
function createAnnouncements(ask: <Data>(query: string, variables?: Record<string, unknown>) => Promise<Data>, calendarId: string) {
  const titles: string[] = [];
  return {
    titles: (): readonly string[] => titles,
    async make(title: string, capacity: number | null): Promise<{ occurrenceId: string }> {
      const startsAt = new Date(Date.now() + 86_400_000 * 7);
      const times = { startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString() };
      const input = { calendarId, title, ...times, ...(capacity === null ? {} : { capacity }), idempotencyKey: title };
      const { createEvent } = await ask<{ createEvent: { nextOccurrence: { id: string } } }>('mutation ($input: CreateEventInput!) { createEvent(input: $input) { nextOccurrence { id } } }', { input });
      titles.push(title);
      return { occurrenceId: createEvent.nextOccurrence.id };
    },
  };
}

/** Hears the calendar through one gateway after the other, each time behind the last cursor. */
function listen(urls: readonly string[], { token }: Person, { calendarId, from }: { calendarId: string; from: string }, going: () => boolean) {
  const heard: string[] = [];
  let after = from;
  let turn = 0;
  let over = false;
  const query = 'subscription ($id: ID!, $after: String) { calendarChanged(calendarId: $id, after: $after) { cursor kind event { title } } }';
  const round = async (url: string): Promise<void> => {
    const client = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: true,
      connectionParams: { authorization: `Bearer ${token}` },
      keepAlive: 500,
      on: endSilentOnes(),
    });
    try {
      for await (const { data } of client.iterate<{ calendarChanged: { cursor: string; kind: string; event: { title: string } | null } }>({ query, variables: { id: calendarId, after } })) {
        if (!data) break;
        const { cursor, kind, event } = data.calendarChanged;
        // Without its event's fields a change is not yet heard: it is asked for again.
        if (kind === 'CREATED' && !event) break;
        after = cursor;
        if (kind === 'CREATED' && event) heard.push(event.title);
        if (over) break;
      }
    } catch {
      // The gateway is gone, or said that it goes: on at the other.
    } finally {
      await client.dispose();
    }
  };
  const run = (async () => {
    while (going() || !over) {
      turn += 1;
      await round(urls[turn % urls.length] as string);
      await pause(100);
    }
  })();
  return {
    /** What was heard, once all of these were. */
    async all(titles: readonly string[]): Promise<readonly string[]> {
      await until('all that was announced is heard', () => titles.every((title) => heard.includes(title)), 60_000).catch(() => undefined);
      over = true;
      void run;
      return heard;
    },
  };
}

/** A socket whose other side says nothing for two seconds after a ping is given up, as graphql-ws advises. */
function endSilentOnes() {
  let timer: NodeJS.Timeout | undefined;
  let socket: WebSocket | undefined;
  return {
    opened: (opened: unknown) => void (socket = opened as WebSocket),
    ping: (received: boolean) => {
      if (!received) timer ??= setTimeout(() => socket?.terminate(), 2_000);
    },
    pong: (received: boolean) => {
      if (!received) return;
      clearTimeout(timer);
      timer = undefined;
    },
    closed: () => clearTimeout(timer),
  };
}

function differences(what: string, wanted: readonly string[], got: readonly string[]): string[] {
  const missing = wanted.filter((one) => !got.includes(one)).map((one) => `${what}, and not heard: ${one}`);
  const doubled = got.filter((one, n) => got.indexOf(one) !== n).map((one) => `heard twice: ${one}`);
  return [...missing, ...doubled];
}

/** Bookings that were acknowledged, and are not there. */
async function lostBookings(members: readonly Person[], booked: readonly (string | null)[], door: Door): Promise<string[]> {
  const there = new Set<string>();
  for (const member of members) {
    const { me } = await door.insist<{ me: { bookings: { edges: { node: { id: string; status: string } }[] } } }>(member, '{ me { bookings(first: 50) { edges { node { id status } } } } }');
    for (const { node } of me.bookings.edges) if (node.status === 'CONFIRMED') there.add(node.id);
  }
  const lost = booked.filter((id) => id !== null && !there.has(id)).map((id) => `a booking was lost: ${String(id)}`);
  return there.size > booked.filter((id) => id !== null).length ? [...lost, 'there are more bookings than were acknowledged'] : lost;
}

/** Messages about the same thing, of the same kind, to the same person. */
async function toldTwice(people: readonly Person[], door: Door): Promise<string[]> {
  const twice: string[] = [];
  for (const person of people) {
    const query = '{ me { notifications(first: 100) { edges { node { kind title event { id } booking { id } } } } } }';
    type Told = { kind: string; title: string; event: { id: string } | null; booking: { id: string } | null };
    const { me } = await door.insist<{ me: { notifications: { edges: { node: Told }[] } } }>(person, query);
    const keys = me.notifications.edges.map(({ node }) => `${node.kind} ${node.event?.id ?? ''} ${node.booking?.id ?? ''} ${node.title}`);
    twice.push(...keys.filter((key, n) => keys.indexOf(key) !== n).map((key) => `${person.name} was told twice: ${key}`));
  }
  return twice;
}
