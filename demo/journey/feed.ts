import ICAL from 'ical.js';
import { expect, type Journey } from './journey-state.js';

/** What a calendar program does with the address: fetch, parse, expand; and fetch again only what changed. */
export async function openFeed(journey: Journey): Promise<void> {
  const { calendar } = await journey.ben.client.ask<{ calendar: { feedUrl: string } }>(`query ($id: ID!) { calendar(id: $id) { feedUrl } }`, {
    id: journey.calendarId,
  });
  const address = new URL(new URL(calendar.feedUrl).pathname, journey.url);
  const response = await fetch(address);
  expect(response.status === 200, 'the feed to be there');
  expect((response.headers.get('content-type') ?? '').startsWith('text/calendar'), 'a calendar');
  const starts = startsIn(await response.text(), journey.eventTitle);
  const week = 7 * 24 * 3600_000;
  expect(starts.length === 3, `three times in the feed rather than ${String(starts.length)}`);
  expect(starts[0] === journey.startsAt.getTime(), 'the first start to be the event’s');
  expect(Math.abs((starts[2] ?? 0) - journey.startsAt.getTime() - 2 * week) <= 3600_000, 'the third to be two weeks later');

  const again = await fetch(address, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
  expect(again.status === 304, 'an unchanged feed to answer 304');
}

function startsIn(text: string, title: string): number[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  const event = events.find(({ summary }) => summary === title);
  if (!event) return [];
  const times = event.iterator();
  const starts: number[] = [];
  for (let next = times.next(); next && starts.length < 10; next = times.next()) starts.push(next.toJSDate().getTime());
  return starts;
}
