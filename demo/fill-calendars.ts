import type { DemoEnvironment, SignedIn } from './environment.js';
import { PROGRAMME, type DemoCalendar, type DemoEvent } from './programme.js';
import { seededRandom } from './random.js';

const ZONE = 'Europe/Berlin';
const DAY = 24 * 3600_000;

/** An occurrence with seats, and the people who may book it. */
export interface Bookable {
  readonly occurrenceId: string;
  readonly audience: readonly string[];
}

type People = ReadonlyMap<string, SignedIn>;

/** Makes the calendars, lets people join by links, and puts the events on. Gives what can be booked. */
export async function writeProgramme(environment: DemoEnvironment, people: People): Promise<Bookable[]> {
  const bookable = await Promise.all(PROGRAMME.map((calendar) => writeCalendar(environment, people, calendar)));
  return bookable.flat();
}

async function writeCalendar(environment: DemoEnvironment, people: People, calendar: DemoCalendar): Promise<Bookable[]> {
  const owner = tokenOf(people, calendar.owner);
  const { id: calendarId, createdAt } = await createCalendar(environment, calendar, owner);
  for (const member of calendar.members) await join(environment, calendarId, member.role, owner, tokenOf(people, member.username));
  const audience = calendar.members.filter(({ role }) => role !== 'FREE_BUSY').map(({ username }) => username);
  const bookable: Bookable[] = [];
  for (const event of calendar.events) {
    const occurrenceId = await createEvent(environment, { calendarId, event, owner, filledAt: new Date(createdAt) });
    if (event.capacity !== undefined && occurrenceId !== undefined) bookable.push({ occurrenceId, audience });
  }
  return bookable;
}

/** Most of the audience books, in an order by chance that is always the same; who comes too late waits in line. */
export async function bookSeats(environment: DemoEnvironment, people: People, bookable: readonly Bookable[]): Promise<void> {
  const random = seededRandom(2026);
  const crowds = bookable.map(({ occurrenceId, audience }) => {
    const order = audience.map((username) => ({ username, by: random() })).sort((a, b) => a.by - b.by);
    return { occurrenceId, usernames: order.map(({ username }) => username).filter(() => random() >= 0.2) };
  });
  await Promise.all(crowds.map(({ occurrenceId, usernames }) => bookInTurn(environment, people, occurrenceId, usernames)));
}

async function bookInTurn({ ask }: DemoEnvironment, people: People, occurrenceId: string, usernames: readonly string[]): Promise<void> {
  for (const username of usernames) {
    await ask(
      `mutation ($input: BookInput!) { book(input: $input) { __typename } }`,
      { input: { occurrenceId, joinWaitlist: true, idempotencyKey: `demo-${occurrenceId}` } },
      tokenOf(people, username),
    );
  }
}

/** The first answer, also when a later start completes the filling: its days are counted from then. */
interface MadeCalendar {
  readonly id: string;
  readonly createdAt: string;
}

async function createCalendar({ ask }: DemoEnvironment, calendar: DemoCalendar, owner: string): Promise<MadeCalendar> {
  const { name, description, color } = calendar;
  const { createCalendar: made } = await ask<{ createCalendar: MadeCalendar }>(
    `mutation ($input: CreateCalendarInput!) { createCalendar(input: $input) { id createdAt } }`,
    { input: { name, description, color, timeZone: ZONE, idempotencyKey: `demo-${encodeURIComponent(name)}` } },
    owner,
  );
  return made;
}

async function join({ ask }: DemoEnvironment, calendarId: string, role: string, owner: string, guest: string): Promise<void> {
  const { calendar } = await ask<{ calendar: { myRole: string | null } | null }>(
    `query ($id: ID!) { calendar(id: $id) { myRole } }`,
    { id: calendarId },
    guest,
  );
  if (calendar?.myRole) return;
  const { createCalendarInvite: invite } = await ask<{ createCalendarInvite: { code: string } }>(
    `mutation ($input: CreateCalendarInviteInput!) { createCalendarInvite(input: $input) { code } }`,
    { input: { calendarId, role, maxUses: 1 } },
    owner,
  );
  await ask(`mutation ($code: String!) { joinCalendar(code: $code) { id } }`, { code: invite.code }, guest);
}

async function createEvent(
  { ask }: DemoEnvironment,
  { calendarId, event, owner, filledAt }: { calendarId: string; event: DemoEvent; owner: string; filledAt: Date },
): Promise<string | undefined> {
  const { createEvent: made } = await ask<{ createEvent: { occurrences: { edges: { node: { id: string } }[] } } }>(
    `mutation ($input: CreateEventInput!) { createEvent(input: $input) { occurrences(first: 1) { edges { node { id } } } } }`,
    {
      input: {
        calendarId,
        title: event.title,
        description: event.description,
        location: event.place === undefined ? undefined : { name: event.place },
        timeZone: ZONE,
        ...whenOf(event, filledAt),
        recurrence: event.rule === undefined ? undefined : { rule: event.rule },
        capacity: event.capacity,
        tags: event.tags,
        idempotencyKey: `demo-${encodeURIComponent(`${calendarId}-${event.title}`)}`,
      },
    },
    owner,
  );
  return made.occurrences.edges[0]?.node.id;
}

/** The event's first time, on the first day from `event.day` on that its rule names. */
function whenOf(event: DemoEvent, now: Date): Record<string, string> {
  const first = firstDay(event, now);
  const { time } = event;
  if (time === undefined) return { startsOn: first, endsOn: dayAfter(first, (event.days ?? 1) - 1) };
  const start = instantInBerlin(first, time);
  return { startsAt: start.toISOString(), endsAt: new Date(start.getTime() + (event.minutes ?? 60) * 60_000).toISOString() };
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function firstDay(event: DemoEvent, now: Date): string {
  const today = now.toLocaleDateString('sv-SE', { timeZone: ZONE });
  const wanted = /BYDAY=(-?\d+)?(\w\w)/.exec(event.rule ?? '');
  for (let day = event.day; ; day += 1) {
    const candidate = dayAfter(today, day);
    if (!wanted || fits(candidate, wanted[1], wanted[2])) return candidate;
  }
}

function fits(day: string, nth: string | undefined, weekday: string | undefined): boolean {
  const date = new Date(`${day}T12:00:00Z`);
  if (WEEKDAYS[date.getUTCDay()] !== weekday) return false;
  if (nth === undefined) return true;
  const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const fromStart = Math.ceil(date.getUTCDate() / 7);
  const fromEnd = -Math.ceil((daysInMonth - date.getUTCDate() + 1) / 7);
  return Number(nth) > 0 ? fromStart === Number(nth) : fromEnd === Number(nth);
}

const dayAfter = (day: string, days: number): string =>
  new Date(new Date(`${day}T12:00:00Z`).getTime() + days * DAY).toISOString().slice(0, 10);

/** The instant at which Berlin's wall clock shows this; tries both of its offsets. */
function instantInBerlin(day: string, time: string): Date {
  const summer = new Date(`${day}T${time}:00+02:00`);
  const shown = summer.toLocaleTimeString('de-DE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
  return shown === time ? summer : new Date(`${day}T${time}:00+01:00`);
}

function tokenOf(people: People, username: string): string {
  const found = people.get(username);
  if (!found) throw new Error(`Nobody in the cast is called ${username}.`);
  return found.accessToken;
}
