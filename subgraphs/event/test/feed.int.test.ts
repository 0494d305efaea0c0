import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PassedResponse } from '../../../platform/subgraph/transport.js';
import { makeCalendar, makeEvent, startEventKit, type EventKit } from './kit.js';

let kit: EventKit;
beforeAll(async () => {
  kit = await startEventKit();
});
afterAll(() => kit.stop());

async function feedUrl(who: string, calendarId: string): Promise<string> {
  const { calendar } = await kit.run(who, 'query($id: ID!) { calendar(id: $id) { feedUrl } }', { id: calendarId });
  return new URL(calendar.feedUrl as string).pathname;
}

async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<PassedResponse> {
  const answer = await kit.subgraph.handle({ method, path, query: {}, headers });
  if (!answer) throw new Error('nobody answers this path');
  return answer;
}

describe('a calendar feed', () => {
  it('shows each member what their role may see', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ben: 'VIEWER', fred: 'FREE_BUSY' });
    const eventId = await makeEvent(kit, 'anna', calendarId, { joinUrl: 'https://meet.example/1' });
    await makeEvent(kit, 'anna', calendarId, { title: 'Secret', status: 'DRAFT' });

    const viewer = await get(await feedUrl('ben', calendarId));
    expect(viewer.status).toBe(200);
    expect(viewer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(viewer.body).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(viewer.body).toContain('RRULE:FREQ=WEEKLY;COUNT=3');
    expect(viewer.body).toContain('DTSTART;TZID=Europe/Berlin:20261123T180000');
    expect(viewer.body).toContain('SUMMARY:Rehearsal');
    expect(viewer.body).toContain('URL:https://meet.example/1');
    expect(viewer.body).not.toContain('Secret');
    expect((await get(await feedUrl('anna', calendarId))).body).toContain('Secret');

    const busy = await get(await feedUrl('fred', calendarId));
    expect(busy.body).toContain('DTSTART;TZID=Europe/Berlin:20261123T180000');
    expect(busy.body).not.toMatch(/Rehearsal|Secret|meet\.example/);
    expect(busy.body).not.toContain(eventId);
  });

  it('is sent again only when it changed', async () => {
    const calendarId = await makeCalendar(kit, 'anna');
    const path = await feedUrl('anna', calendarId);
    const first = await get(path);
    const etag = String(first.headers['etag']);
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(await get(path, { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    expect(await get(path, { 'if-modified-since': String(first.headers['last-modified']) })).toMatchObject({ status: 304 });
    expect(await get(path, { 'if-none-match': '"other"', 'if-modified-since': String(first.headers['last-modified']) })).toMatchObject({ status: 200 });

    kit.clock.advance(60_000);
    await makeEvent(kit, 'anna', calendarId);
    expect(await get(path, { 'if-none-match': etag })).toMatchObject({ status: 200 });
    expect(await get(path, { 'if-modified-since': String(first.headers['last-modified']) })).toMatchObject({ status: 200 });
    expect(await get(path, {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await get(path, {}, 'POST')).toMatchObject({ status: 405 });
  });

  it('dies with the membership, and with the old address', async () => {
    const calendarId = await makeCalendar(kit, 'anna', { ben: 'VIEWER' });
    const ofAnna = await feedUrl('anna', calendarId);
    const ofBen = await feedUrl('ben', calendarId);
    await kit.run('ben', 'mutation($id: ID!) { leaveCalendar(id: $id) { deletedId } }', { id: calendarId });
    expect((await get(ofBen)).status).toBe(404);
    const { rotateFeedUrl } = await kit.run('anna', 'mutation($id: ID!) { rotateFeedUrl(calendarId: $id) { feedUrl } }', { id: calendarId });
    expect((await get(ofAnna)).status).toBe(404);
    expect((await get(new URL(rotateFeedUrl.feedUrl as string).pathname)).status).toBe(200);
    expect(await kit.subgraph.handle({ method: 'GET', path: '/elsewhere', query: {}, headers: {} })).toBeNull();
  });
});
