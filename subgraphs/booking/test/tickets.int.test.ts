import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readKeys } from '../../../platform/database/own-key.js';
import { createTicketCodes } from '../security/ticket-codes.js';
import { book, cancel, startBookingKit, type BookingKit } from './kit.js';
import { readPicture } from './read-picture.js';

interface Ticket {
  id: string;
  code: string | null;
  qrCode: string | null;
}

let kit: BookingKit;
beforeAll(async () => {
  kit = await startBookingKit();
  kit.owner.add({ id: 'fair', calendarId: 'club', organizerId: 'olga', visibility: 'PUBLIC' });
  await kit.deliver(kit.owner.calendarChange('club', 1, [{ userId: 'ed', role: 'EDITOR' }, { userId: 'vic', role: 'VIEWER' }]));
});
afterAll(() => kit.stop());

const TICKETS = '{ tickets { id code qrCode } }';

async function ticketsOf(who: string, bookingId: string): Promise<Ticket[] | null> {
  const { booking } = await kit.run<{ booking: { tickets: Ticket[] } | null }>(who, `query ($id: ID!) { booking(id: $id) ${TICKETS} }`, { id: bookingId });
  return booking && booking.tickets;
}

describe('a ticket’s code', () => {
  it('is one for each seat, the same each time, and the same after a restart', async () => {
    const { id } = await book(kit, 'ada', 'fair_once', { items: [{ quantity: 3 }] });
    const first = await ticketsOf('ada', id);
    expect(new Set(first?.map(({ code }) => code)).size).toBe(3);
    expect(await ticketsOf('ada', id)).toEqual(first);
    await kit.restart();
    expect(await ticketsOf('ada', id)).toEqual(first);
  });

  it('stands for the ticket to whoever has the key, without a look at any ticket', async () => {
    const { id } = await book(kit, 'bob', 'fair_once');
    const [ticket] = (await ticketsOf('bob', id)) ?? [];
    const codes = createTicketCodes(await readKeys(kit.database, 'ticket_key', [], kit.clock.now()));
    expect(codes.read(ticket?.code ?? '')).toEqual({ ticketId: ticket?.id, edition: 0 });
  });

  it('is for the holder and those who run the event, by every path', async () => {
    const { id } = await book(kit, 'cleo', 'fair_once');
    const own = await ticketsOf('cleo', id);
    expect(own?.[0]?.code).toEqual(expect.stringMatching(/^C1/));
    for (const who of ['olga', 'ed']) expect(await ticketsOf(who, id)).toEqual(own);
    for (const who of ['vic', 'dan']) expect(await ticketsOf(who, id)).toBeNull();
    const entities = `query ($them: [_Any!]!) { _entities(representations: $them) { ... on Booking ${TICKETS} } }`;
    const asked = { them: [{ __typename: 'Booking', id }] };
    for (const who of ['cleo', 'olga', 'ed']) expect(await kit.run(who, entities, asked)).toEqual({ _entities: [{ tickets: own }] });
    for (const who of ['vic', 'dan', null]) expect(await kit.run(who, entities, asked)).toEqual({ _entities: [null] });
  });

  it('is not for the booker once somebody else holds the ticket, whose code is another', async () => {
    const { id } = await book(kit, 'eve', 'fair_once');
    const [before] = (await ticketsOf('eve', id)) ?? [];
    await kit.database.query(`UPDATE ticket SET holder_id = 'fay', edition = 1 WHERE booking_id = $1`, [id]);
    expect(await ticketsOf('eve', id)).toEqual([{ id: before?.id, code: null, qrCode: null }]);
    const [after] = (await ticketsOf('olga', id)) ?? [];
    expect(after?.code).not.toBe(before?.code);
  });

  it('is not for a booker’s list that an administrator reads', async () => {
    const list = `query ($them: [_Any!]!) { _entities(representations: $them) { ... on User { bookings { edges { node ${TICKETS} } } } } }`;
    const { data } = await kit.transport.execute(
      { query: list, variables: { them: [{ __typename: 'User', id: 'cleo' }] } },
      { viewer: { userId: 'root', sessionId: 's', role: 'ADMIN', scopes: new Set(['ADMIN', 'BOOKING_READ']) }, requestId: 'test' },
    );
    const [user] = (data as { _entities: { bookings: { edges: { node: { tickets: Ticket[] } }[] } }[] })._entities;
    const tickets = user?.bookings.edges.flatMap(({ node }) => node.tickets) ?? [];
    expect(tickets.length).toBeGreaterThan(0);
    for (const ticket of tickets) expect(ticket).toMatchObject({ code: null, qrCode: null });
  });

  it('is gone with the booking', async () => {
    const { id } = await book(kit, 'gus', 'fair_once');
    await cancel(kit, 'gus', id);
    expect(await ticketsOf('gus', id)).toEqual([]);
  });

  it('is in no change that others are told', async () => {
    const rows = await kit.database.query<{ row: string }>('SELECT change_log::text AS row FROM change_log');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => /C1[0-9A-Z]{45}/.test(row))).toEqual([]);
  });
});

describe('a ticket’s picture', () => {
  it('reads as the code, dark on light, with room around it', async () => {
    const { id } = await book(kit, 'hal', 'fair_once', { items: [{ quantity: 2 }] });
    for (const { code, qrCode } of (await ticketsOf('hal', id)) ?? []) {
      expect(readPicture(qrCode ?? '')).toBe(code);
      expect(qrCode).toMatch(
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 37 37" shape-rendering="crispEdges"><path fill="#ffffff" d="M0 0h37v37H0z"\/><path stroke="#000000" d="[Mhm\d. -]+"\/><\/svg>$/,
      );
    }
  });
});
