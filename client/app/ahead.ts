import { Agenda, MyCalendars } from '../features/calendar/first-operations.js';
import { firstSpan } from '../features/calendar/span.js';
import { askAhead } from '../graph/ahead.js';
import { followProfile } from '../i18n/language.js';
import { keptRefreshToken } from '../session/kept.js';
import { accessToken } from '../session/tokens.js';
import { Viewer, zoneOf } from '../session/viewer-query.js';
import type { ViewerQuery } from '../__generated__/graphql.js';

// Runs while the application is still being fetched and compiled, and asks what it will ask: the server answers meanwhile.

if (keptRefreshToken() !== null) void askFirst();

async function askFirst(): Promise<void> {
  // Out of reach, or no longer signed in: the application finds out by itself, and says so.
  const token = await accessToken().catch(() => null);
  if (token === null) return;
  const viewer = askAhead({ query: Viewer, operationName: 'Viewer', variables: {} }, token);
  if (location.pathname !== '/') return;
  void askAhead({ query: MyCalendars, operationName: 'MyCalendars', variables: {} }, token);
  const me = ((await viewer)?.data as ViewerQuery | null | undefined)?.me;
  if (!me) return;
  if (me.locale) followProfile(me.locale);
  void askAhead({ query: Agenda, operationName: 'Agenda', variables: { ...firstSpan(zoneOf(me)) } }, token);
}
