import { createHash } from 'node:crypto';
import type { PassedRequest, PassedResponse } from '../../../platform/subgraph/transport.js';
import { writeFeed } from '../domain/icalendar/feed.js';
import type { FeedEvent } from '../domain/icalendar/event-component.js';
import type { CalendarReads, FeedContents, FeedItem } from './reads.js';

/** Where a member's feed lies, beneath the public address. */
export const feedPath = (token: string): string => `/calendars/${token}.ics`;

export interface FeedNeeds {
  readonly reads: Pick<CalendarReads, 'readFeed'>;
  readonly busyIdOf: (viewer: string | null, occurrenceId: string) => string;
}

const REFRESH_MINUTES = 15;

/**
 * Answers a feed's address: a member's calendar as iCalendar text (RFC 5545), or 304 when the asker has it (RFC 9110, 13).
 * Null for paths that are no feed's; 404 for a token that is none, or none any more.
 */
export async function answerFeed(needs: FeedNeeds, request: PassedRequest): Promise<PassedResponse | null> {
  const token = /^\/calendars\/([\w-]{1,100})\.ics$/.exec(request.path)?.[1];
  if (token === undefined) return null;
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET and HEAD.', { allow: 'GET, HEAD' });
  const contents = await needs.reads.readFeed(token);
  if (!contents) return plain(404, 'There is no such calendar feed, or not any more.');

  const body = bodyOf(contents, needs);
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const headers = {
    etag,
    'last-modified': contents.changedAt.toUTCString(),
    'cache-control': 'private, no-cache',
  };
  if (isKnown(request.headers, etag, contents.changedAt)) return { status: 304, headers, body: '' };
  const type = { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="calendar.ics"' };
  return { status: 200, headers: { ...headers, ...type }, body: request.method === 'HEAD' ? '' : body };
}

function bodyOf({ calendar, viewer, items }: FeedContents, { busyIdOf }: FeedNeeds): string {
  return writeFeed({
    name: calendar.name,
    timeZone: calendar.timeZone,
    color: calendar.color,
    events: items.map((item) => feedEvent(item, busyIdOf, viewer)),
    refreshMinutes: REFRESH_MINUTES,
  });
}

function feedEvent({ event, sight }: FeedItem, busyIdOf: FeedNeeds['busyIdOf'], viewer: string): FeedEvent {
  const whole = sight === 'all';
  return {
    uid: whole ? event.uid : busyIdOf(viewer, event.id),
    createdAt: event.createdAt,
    updatedAt: event.updatedAt,
    sequence: event.sequence,
    status: event.status,
    showAs: event.showAs,
    series: event.series,
    overrides: [],
    details: whole
      ? {
          title: event.title,
          description: event.description,
          location: event.location,
          url: event.joins ? event.joinUrl : null,
          tags: event.tags,
        }
      : null,
  };
}

/** `If-None-Match` decides where it is given; only without it does the date. */
function isKnown(headers: PassedRequest['headers'], etag: string, changedAt: Date): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && Math.floor(changedAt.getTime() / 1000) * 1000 <= since;
}

const plain = (status: number, body: string, headers: Record<string, string> = {}): PassedResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body,
});
