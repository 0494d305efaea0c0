import { begun, expect, type BookingChangeHeard, type CalendarChangeHeard, type Journey, type NotificationHeard } from './journey-state.js';

/** A calendar, an invite link, and two who follow it. */
export async function agreeOnCalendar(journey: Journey): Promise<void> {
  const { ada, ben, cleo } = journey;
  const { createCalendar } = await ada.client.ask<{ createCalendar: { id: string; myRole: string } }>(
    `mutation { createCalendar(input: { name: "Chess club", timeZone: "Europe/Berlin", color: "#0f766e" }) { id myRole } }`,
  );
  expect(createCalendar.myRole === 'OWNER', 'the maker to own the calendar');
  journey.calendarId = createCalendar.id;
  const { createCalendarInvite } = await ada.client.ask<{ createCalendarInvite: { code: string; url: string } }>(
    `mutation ($calendarId: ID!) { createCalendarInvite(input: { calendarId: $calendarId, role: VIEWER }) { code url } }`,
    { calendarId: journey.calendarId },
  );
  const code = new URL(createCalendarInvite.url).searchParams.get('code');
  expect(code === createCalendarInvite.code, 'the link to carry the code');
  for (const { client } of [ben, cleo]) {
    const { joinCalendar } = await client.ask<{ joinCalendar: { id: string; myRole: string } }>(
      `mutation ($code: String!) { joinCalendar(code: $code) { id myRole } }`,
      { code },
    );
    expect(joinCalendar.id === journey.calendarId && joinCalendar.myRole === 'VIEWER', 'the guest to be a viewer');
  }
}

export const CALENDAR_CHANGED = `subscription ($calendarId: ID!, $after: String) {
  calendarChanged(calendarId: $calendarId, after: $after) {
    cursor kind event { id title status organizer { fullName } myBookings { status } }
  }
}`;

/** Both follow the calendar; one also follows her bookings and her inbox. */
export async function listenTogether(journey: Journey): Promise<void> {
  const { ben, cleo, calendarId } = journey;
  journey.benHears = await ben.client.listen<CalendarChangeHeard>(CALENDAR_CHANGED, { calendarId });
  journey.cleoHears = await cleo.client.listen<CalendarChangeHeard>(CALENDAR_CHANGED, { calendarId });
  journey.cleoBookings = await cleo.client.listen<BookingChangeHeard>(
    `subscription { bookingChanged { cursor booking { id status heldUntil event { title } } previousStatus } }`,
  );
  journey.cleoInbox = await cleo.client.listen<NotificationHeard>(
    `subscription { notificationReceived { unreadCount notification { id kind title body } } }`,
  );
}

/** The same weekday and hour three times, from tomorrow on, one seat each. */
export async function announceEvent(journey: Journey): Promise<void> {
  const { ada, calendarId } = journey;
  const start = Math.ceil(Date.now() / 1000) * 1000 + 24 * 3600_000;
  journey.startsAt = new Date(start);
  journey.eventTitle = 'Simultaneous exhibition';
  const { createEvent } = await ada.client.ask<{ createEvent: { id: string } }>(
    `mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }`,
    {
      input: {
        calendarId,
        title: journey.eventTitle,
        startsAt: journey.startsAt.toISOString(),
        endsAt: new Date(start + 90 * 60_000).toISOString(),
        timeZone: 'Europe/Berlin',
        recurrence: { rule: 'FREQ=WEEKLY;COUNT=3' },
        capacity: 1,
        idempotencyKey: `exhibition-${calendarId}`,
      },
    },
  );
  journey.eventId = createEvent.id;
  for (const listener of [begun(journey.benHears), begun(journey.cleoHears)]) {
    const { calendarChanged } = await listener.next('the event, live', ({ calendarChanged: { event } }) => event?.id === journey.eventId);
    expect(calendarChanged.kind === 'CREATED', `CREATED rather than ${calendarChanged.kind}`);
    expect(calendarChanged.event?.title === journey.eventTitle, 'the title to be told');
    expect(calendarChanged.event?.organizer?.fullName === ada.fullName, 'the organizer’s name to be told');
    expect(calendarChanged.event?.myBookings?.length === 0, 'no booking of one’s own');
  }
  await readOccurrences(journey);
}

interface OccurrenceNode {
  id: string;
  startsAt: string;
  seatsAvailable?: number;
}

/** The agenda and the event's own list agree, and the wall clock in Berlin is the same three times. */
async function readOccurrences(journey: Journey): Promise<void> {
  const { event, agenda } = await journey.ben.client.ask<{
    event: { occurrences: { edges: { node: OccurrenceNode }[] } };
    agenda: { edges: { node: OccurrenceNode }[] };
  }>(
    `query ($id: ID!, $from: DateTime!, $to: DateTime!) {
      event(id: $id) { occurrences { edges { node { id startsAt seatsAvailable } } } }
      agenda(from: $from, to: $to) { edges { node { id startsAt } } }
    }`,
    {
      id: journey.eventId,
      from: new Date(journey.startsAt.getTime() - 3600_000).toISOString(),
      to: new Date(journey.startsAt.getTime() + 30 * 24 * 3600_000).toISOString(),
    },
  );
  const occurrences = event.occurrences.edges.map(({ node }) => node);
  expect(occurrences.length === 3, `three times rather than ${String(occurrences.length)}`);
  const inBerlin = (node: OccurrenceNode): string =>
    new Date(node.startsAt).toLocaleTimeString('de-DE', { timeZone: 'Europe/Berlin' });
  expect(new Set(occurrences.map(inBerlin)).size === 1, 'the same wall clock in Berlin each week');
  expect(agenda.edges.map(({ node }) => node.id).join() === occurrences.map(({ id }) => id).join(), 'the agenda to have the same three');
  journey.occurrenceIds = occurrences.map(({ id }) => id);
}

/** A new title, guarded by the revision; and a second event that does not take place. */
export async function changeEvents(journey: Journey): Promise<void> {
  const { ada, calendarId, eventId } = journey;
  const { event } = await ada.client.ask<{ event: { revision: number } }>(`query ($id: ID!) { event(id: $id) { revision } }`, { id: eventId });
  journey.eventTitle = 'Simultaneous exhibition against a grandmaster';
  await ada.client.ask(
    `mutation ($id: ID!, $revision: Int, $title: String) {
      updateEvent(id: $id, expectedRevision: $revision, scope: ALL, input: { title: $title }) { event { revision } }
    }`,
    { id: eventId, revision: event.revision, title: journey.eventTitle },
  );
  await begun(journey.benHears).next('the new title', ({ calendarChanged }) => calendarChanged.event?.title === journey.eventTitle);

  const { createEvent } = await ada.client.ask<{ createEvent: { id: string } }>(
    `mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }`,
    {
      input: {
        calendarId,
        title: 'Analysis evening',
        startsAt: new Date(journey.startsAt.getTime() + 24 * 3600_000).toISOString(),
        endsAt: new Date(journey.startsAt.getTime() + 26 * 3600_000).toISOString(),
      },
    },
  );
  await ada.client.ask(`mutation ($id: ID!) { cancelEvent(id: $id, reason: "The room is taken") { event { status } } }`, { id: createEvent.id });
  const { calendarChanged } = await begun(journey.benHears).next(
    'the cancellation',
    ({ calendarChanged: { kind, event: changed } }) => kind === 'CANCELLED' && changed?.id === createEvent.id,
  );
  expect(calendarChanged.event?.status === 'CANCELLED', 'the event to stay, marked cancelled');
}
