import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../../platform/testing/until.js';
import { onBehalfOf } from '../../../platform/identity/viewer.js';
import { book, cancel, hold, read, startBookingKit, type BookingKit } from './kit.js';
import { session } from './event-owner.js';

let kit: BookingKit;
beforeAll(async () => {
  kit = await startBookingKit();
});
afterAll(() => kit.stop());

const entities = async <Entity = Record<string, unknown>>(userId: string | null, type: string, ids: string[], fields: string): Promise<(Entity | null)[]> =>
  (
    await kit.run<{ _entities: (Entity | null)[] }>(
      userId,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`,
      { of: ids.map((id) => ({ __typename: type, id })) },
    )
  )._entities;

const code = async (userId: string | null, query: string, variables: Record<string, unknown>): Promise<unknown> =>
  (await kit.execute(userId, query, variables)).errors?.[0]?.extensions['code'];

const BOOK = 'mutation ($input: BookInput!) { book(input: $input) { __typename } }';

describe('a booking', () => {
  it('is shown to who booked and to who runs the event, and to nobody else', async () => {
    kit.owner.add({ id: 'own', calendarId: 'club' });
    await kit.deliver(kit.owner.calendarChange('club', 1, [{ userId: 'ed', role: 'EDITOR' }, { userId: 'vic', role: 'VIEWER' }]));
    const { id } = await book(kit, 'ada', 'own_once');
    for (const who of ['ada', 'olga', 'ed']) expect(await read(kit, who, id)).toMatchObject({ id });
    for (const who of ['vic', 'bob']) {
      expect(await read(kit, who, id)).toBeNull();
      expect(await entities(who, 'Booking', [id], 'id')).toEqual([null]);
      expect(await code(who, 'mutation ($id: ID!) { cancelBooking(id: $id) { id } }', { id })).toBe('NOT_FOUND');
      expect(await code(who, 'mutation ($id: ID!) { confirmBooking(id: $id) { __typename } }', { id })).toBe('NOT_FOUND');
      expect(await code(who, 'mutation ($id: ID!) { renewHold(id: $id) { __typename } }', { id })).toBe('NOT_FOUND');
    }
    expect(await code(null, 'query ($id: ID!) { booking(id: $id) { id } }', { id })).toBe('UNAUTHENTICATED');
    expect(await code('ada', 'mutation ($id: ID!) { renewHold(id: $id) { __typename } }', { id })).toBe('CONFLICT');
    expect((await cancel(kit, 'ed', id, 'The room is flooded.')).status).toBe('CANCELLED');
  });

  it('names user, event and occurrence, what each seat costs, and a ticket for each', async () => {
    kit.owner.add({ id: 'fair', price: { amount: 700, currency: 'EUR' } });
    const { id } = await book(kit, 'ada', 'fair_once', { items: [{ quantity: 2 }, { quantity: 1 }] });
    const { booking } = await kit.run<{ booking: unknown }>(
      'ada',
      `query ($id: ID!) { booking(id: $id) { user { id } event { id } occurrence { id } quantity total { amount currency }
        items { ticketType { id } quantity price { amount } } tickets { booking { id } holder { id } ticketType { id } checkedInAt }
        createdAt updatedAt } }`,
      { id },
    );
    expect(booking).toEqual({
      user: { id: 'ada' },
      event: { id: 'fair' },
      occurrence: { id: 'fair_once' },
      quantity: 3,
      total: { amount: 2100, currency: 'EUR' },
      items: [{ ticketType: null, quantity: 3, price: { amount: 700 } }],
      tickets: [1, 2, 3].map(() => ({ booking: { id }, holder: { id: 'ada' }, ticketType: null, checkedInAt: null })),
      createdAt: '2026-11-20T12:00:00Z',
      updatedAt: '2026-11-20T12:00:00Z',
    });
  });
});

describe('an event’s policy', () => {
  it('is for those who see the event, by the copies or by its owner’s word', async () => {
    kit.owner.add({ id: 'closed', organizerId: 'olga', visibility: 'PRIVATE', guests: ['gus'] });
    kit.owner.add({ id: 'open', visibility: 'UNLISTED' });
    const policies = async (who: string | null) => {
      const found = (await entities(who, 'Event', ['closed', 'open', 'nonsense'], 'id bookingPolicy { waitlist }')) as { id: string; bookingPolicy: unknown }[];
      return found.filter(({ bookingPolicy }) => bookingPolicy !== null).map(({ id }) => id);
    };
    expect(await policies('ada')).toEqual(['open']);
    expect(await policies(null)).toEqual(['open']);
    for (const who of ['gus', 'olga']) expect(await policies(who)).toEqual(['closed', 'open']);
    await book(kit, 'gus', 'closed_once');
    await book(kit, 'gus', 'open_once');
    kit.owner.outOfReach = true;
    expect(await policies('olga')).toEqual(['closed', 'open']);
    for (const who of ['ada', null]) expect(await policies(who)).toEqual(['open']);
    kit.owner.outOfReach = false;
  });
});

describe('what may not be booked', () => {
  it('is not there for who does not see it', async () => {
    kit.owner.add({ id: 'secret', visibility: 'PRIVATE', guests: ['gus'] });
    expect(await code('ada', BOOK, { input: { occurrenceId: 'secret_once' } })).toBe('NOT_FOUND');
    expect(await code('ada', BOOK, { input: { occurrenceId: 'nonsense' } })).toBe('NOT_FOUND');
    expect(await book(kit, 'gus', 'secret_once')).toMatchObject({ status: 'CONFIRMED' });
    expect(await entities('ada', 'Occurrence', ['secret_once'], 'seatsTaken')).toEqual([null]);
    expect(await entities('gus', 'Occurrence', ['secret_once'], 'seatsTaken')).toEqual([{ seatsTaken: 1 }]);
    expect(await entities('olga', 'Occurrence', ['secret_once'], 'seatsTaken')).toEqual([{ seatsTaken: 1 }]);
  });

  it('is refused with every fault named', async () => {
    kit.owner.add({ id: 'input' });
    const { errors } = await kit.execute('ada', BOOK, {
      input: { occurrenceId: 'input_once', items: [{ quantity: 0 }, { ticketTypeId: 'vip', quantity: 5000 }] },
    });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      issues: [
        { path: ['input', 'items', 0, 'quantity'] },
        { path: ['input', 'items', 1, 'ticketTypeId'] },
        { path: ['input', 'items'] },
      ],
    });
    expect(await code('ada', BOOK, { input: { occurrenceId: 'input_once', items: [] } })).toBe('BAD_USER_INPUT');
    expect(await code('ada', BOOK, { input: { occurrenceId: 'input_once', idempotencyKey: '' } })).toBe('BAD_USER_INPUT');
  });

  it('is refused with a reason', async () => {
    kit.owner.add({ id: 'draft', status: 'DRAFT' });
    kit.owner.add({ id: 'small', capacity: 2 });
    expect(await book(kit, 'olga', 'draft_once')).toMatchObject({ reason: 'NOT_OPEN_YET', retryable: true });
    expect(await book(kit, 'ada', 'small_once', { items: [{ quantity: 3 }], joinWaitlist: true })).toMatchObject({ reason: 'TOO_MANY_PER_PERSON', retryable: false, seatsAvailable: 2 });
    await hold(kit, 'ada', 'small_once');
    expect(await book(kit, 'ada', 'small_once')).toMatchObject({ reason: 'ALREADY_BOOKED', message: expect.stringContaining('confirm') });
  });

  it('needs the scope BOOKING_WRITE', async () => {
    const { errors } = await kit.transport.execute(
      { query: BOOK, variables: { input: { occurrenceId: 'input_once' } } },
      { viewer: onBehalfOf('ada', ['BOOKING_READ']), requestId: 'test' },
    );
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});

describe('lists of bookings', () => {
  it('are shown to their person and to administrators, page by page, newest first', async () => {
    const ids = [];
    for (const number of [1, 2, 3]) {
      kit.owner.add({ id: `list-${String(number)}` });
      kit.clock.advance(1000);
      ids.unshift((await book(kit, 'lia', `list-${String(number)}_once`)).id);
    }
    const page = `bookings(first: 2) { edges { node { id } } pageInfo { hasNextPage endCursor } totalCount changeCursor }`;
    const [own] = await entities<{ bookings: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string }; changeCursor: string } }>('lia', 'User', ['lia'], page);
    expect(own?.bookings).toMatchObject({ edges: ids.slice(0, 2).map((id) => ({ node: { id } })), pageInfo: { hasNextPage: true }, totalCount: 3 });
    expect(typeof own?.bookings.changeCursor).toBe('string');
    const rest = `bookings(first: 2, after: "${own?.bookings.pageInfo.endCursor ?? ''}") { edges { node { id } } pageInfo { hasNextPage } }`;
    expect(await entities('lia', 'User', ['lia'], rest)).toEqual([
      { bookings: { edges: [{ node: { id: ids[2] } }], pageInfo: { hasNextPage: false } } },
    ]);
    expect(await entities('bob', 'User', ['lia'], page)).toEqual([{ bookings: null }]);
    const admin = await kit.transport.execute(
      { query: `{ _entities(representations: [{ __typename: "User", id: "lia" }]) { ... on User { bookings { totalCount changeCursor } } } }` },
      { viewer: session('root', 'ADMIN'), requestId: 'test' },
    );
    expect(admin.data).toEqual({ _entities: [{ bookings: { totalCount: 3, changeCursor: null } }] });
    expect(await entities('lia', 'User', ['lia'], 'past: bookings(upcoming: false) { totalCount } held: bookings(status: [HELD]) { totalCount }')).toEqual([
      { past: { totalCount: 0 }, held: { totalCount: 0 } },
    ]);
  });

  it('of an event are shown to who runs it; one\'s own at it to everybody', async () => {
    kit.owner.add({ id: 'crew', capacity: 1 });
    const ada = await book(kit, 'ada', 'crew_once');
    const bob = await book(kit, 'bob', 'crew_once', { joinWaitlist: true });
    const fields = 'bookings(status: [WAITLISTED]) { totalCount edges { node { id waitlistPosition user { id } } } } myBookings { id status }';
    expect(await entities('olga', 'Event', ['crew'], fields)).toEqual([
      { bookings: { totalCount: 1, edges: [{ node: { id: bob.id, waitlistPosition: 1, user: { id: 'bob' } } }] }, myBookings: [] },
    ]);
    expect(await entities('ada', 'Event', ['crew'], fields)).toEqual([{ bookings: null, myBookings: [{ id: ada.id, status: 'CONFIRMED' }] }]);
    expect(await entities(null, 'Event', ['crew'], fields)).toEqual([{ bookings: null, myBookings: null }]);
    expect(await entities('ada', 'Event', ['crew'], 'bookingPolicy { ticketTypes { id } waitlist groupRule holdMinutes offerMinutes }')).toEqual([
      { bookingPolicy: { ticketTypes: [], waitlist: true, groupRule: 'WAIT', holdMinutes: 15, offerMinutes: 720 } },
    ]);
  });

  it('are nobody\'s to a script without BOOKING_READ', async () => {
    const answer = await kit.transport.execute(
      { query: `{ _entities(representations: [{ __typename: "User", id: "lia" }]) { ... on User { bookings { totalCount } } } }` },
      { viewer: onBehalfOf('lia', ['BOOKING_WRITE']), requestId: 'test' },
    );
    expect(answer.data).toEqual({ _entities: [{ bookings: null }] });
  });
});

describe('how an occurrence fills', () => {
  it('is shown to who runs the event', async () => {
    kit.owner.add({ id: 'fill', capacity: 3, price: { amount: 250, currency: 'EUR' } });
    await book(kit, 'ada', 'fill_once', { items: [{ quantity: 2 }] });
    await book(kit, 'bob', 'fill_once');
    await book(kit, 'cleo', 'fill_once', { joinWaitlist: true, items: [{ quantity: 2 }] });
    const fields = 'attendance { confirmed checkedIn waitlisted revenue { amount currency } } ticketAvailability { seatsAvailable }';
    expect(await entities('olga', 'Occurrence', ['fill_once'], fields)).toEqual([
      { attendance: { confirmed: 3, checkedIn: 0, waitlisted: 1, revenue: [{ amount: 750, currency: 'EUR' }] }, ticketAvailability: [] },
    ]);
    expect(await entities('ada', 'Occurrence', ['fill_once'], fields)).toEqual([{ attendance: null, ticketAvailability: [] }]);
  });
});

describe('the seats of occurrences', () => {
  it('are told for a whole list with one question to the owner, also before anybody booked', async () => {
    const ids = [1, 2, 3, 4].map((number) => {
      kit.owner.add({ id: `seat-${String(number)}`, capacity: number });
      return `seat-${String(number)}_once`;
    });
    kit.owner.asked = 0;
    const fields = 'id capacity seatsTaken seatsAvailable waitlistLength bookingRefusal { reason } myBooking { status }';
    expect(await entities('ada', 'Occurrence', ids, fields)).toEqual(
      ids.map((id, index) => ({ id, capacity: index + 1, seatsTaken: 0, seatsAvailable: index + 1, waitlistLength: 0, bookingRefusal: null, myBooking: null })),
    );
    expect(kit.owner.asked).toBe(1);
    await entities(null, 'Occurrence', ids, fields);
    expect(kit.owner.asked).toBe(1);
    await book(kit, 'ada', 'seat-1_once');
    expect(await entities('ada', 'Occurrence', ['seat-1_once'], fields)).toMatchObject([
      { seatsTaken: 1, seatsAvailable: 0, bookingRefusal: { reason: 'ALREADY_BOOKED' }, myBooking: { status: 'CONFIRMED' } },
    ]);
    expect(await entities('bob', 'Occurrence', ['seat-2_once'], 'bookingRefusal(items: [{ quantity: 3 }]) { reason }')).toMatchObject([
      { bookingRefusal: { reason: 'TOO_MANY_PER_PERSON' } },
    ]);
  });

  it('are watched as they are, then as they come and go', async () => {
    kit.owner.add({ id: 'watch', capacity: 2 });
    const seats = await kit.watch('zoe', 'subscription { availabilityChanged(occurrenceId: "watch_once") { occurrenceId seatsAvailable waitlistLength occurrence { id } } }');
    const now = (seatsAvailable: number) => ({
      data: { availabilityChanged: { occurrenceId: 'watch_once', seatsAvailable, waitlistLength: 0, occurrence: { id: 'watch_once' } } },
    });
    expect((await seats.next()).value).toEqual(now(2));
    const { id } = await book(kit, 'ada', 'watch_once');
    expect((await seats.next()).value).toEqual(now(1));
    await cancel(kit, 'ada', id);
    expect((await seats.next()).value).toEqual(now(2));
    const pending = seats.next();
    await seats.return?.();
    expect((await pending).done).toBe(true);
  });
});

describe('the stream of a person\'s bookings', () => {
  it('begins behind a cursor, misses nothing, and shows nobody else\'s', async () => {
    kit.owner.add({ id: 'stream', capacity: 1 });
    const [user] = await entities<{ bookings: { changeCursor: string } }>('sue', 'User', ['sue'], 'bookings { changeCursor }');
    const ada = await book(kit, 'ada', 'stream_once');
    const sue = await book(kit, 'sue', 'stream_once', { joinWaitlist: true });
    await cancel(kit, 'ada', ada.id);
    const query = 'subscription ($after: String) { bookingChanged(after: $after) { cursor at previousStatus booking { id status } } }';
    const stream = await kit.watch('sue', query, { after: user?.bookings.changeCursor });
    const first = (await stream.next()).value as { data: { bookingChanged: { cursor: string } } };
    const second = (await stream.next()).value as typeof first;
    expect([first.data.bookingChanged, second.data.bookingChanged]).toMatchObject([
      { previousStatus: null, booking: { id: sue.id, status: 'OFFERED' } },
      { previousStatus: 'WAITLISTED', booking: { id: sue.id, status: 'OFFERED' } },
    ]);
    await stream.return?.();
    const again = await kit.watch('sue', query, { after: first.data.bookingChanged.cursor });
    expect((await again.next()).value).toEqual(second);
    await again.return?.();
    await expect(kit.watch('ada', query, { after: second.data.bookingChanged.cursor })).rejects.toThrow('BAD_USER_INPUT');
  });
});

describe('the change log', () => {
  it('is handed to the inbox and to events', async () => {
    kit.owner.add({ id: 'relay' });
    const { id } = await book(kit, 'ada', 'relay_once');
    const handed = await until('both queues hold it', () => {
      const mine = kit.jobs.waiting.filter((job) => JSON.stringify(job.payload).includes(id) && job.name === 'change');
      return mine.length === 2 && mine;
    });
    expect(handed.map((job) => job.queue).sort()).toEqual(['event-changes', 'notification-changes']);
    expect(handed[0]?.payload).toMatchObject({
      source: 'booking',
      change: {
        topic: 'bookings:ada',
        kind: 'BOOKING_CHANGED',
        entity: `Booking:${id}`,
        entityVersion: 1,
        actor: 'ada',
        data: {
          booking: { id, userId: 'ada', eventId: 'relay', occurrenceId: 'relay_once', calendarId: 'calendar-1', organizerId: 'olga', status: 'CONFIRMED', quantity: 1, heldUntil: null },
          previousStatus: null,
        },
      },
    });
  });
});
