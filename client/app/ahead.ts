import { readFragment } from '../__generated__/index.js';
import type { ViewerQuery } from '../__generated__/graphql.js';
import { Agenda, MyCalendars } from '../features/calendar/first-operations.js';
import { firstSpan } from '../features/calendar/span.js';
import { answerAhead, askAhead } from '../graph/ahead.js';
import { followProfile } from '../i18n/language.js';
import { firstAccess } from '../session/tokens.js';
import { Viewer, ViewerFields, zoneOf, type Me } from '../session/viewer-query.js';

/** Asks what the application will ask, before it is there. What fails it asks again itself, and says so. */
export async function askFirst(): Promise<void> {
  const access = await firstAccess();
  if (!access) return;
  const { token, user } = access;
  const onCalendar = location.pathname === '/';
  if (onCalendar) void askAhead({ query: MyCalendars, operationName: 'MyCalendars', variables: {} }, token);
  const me = user ? viewerIs(user, token) : await askViewer(token);
  if (!me) return;
  if (me.locale) followProfile(me.locale);
  if (onCalendar) void askAhead({ query: Agenda, operationName: 'Agenda', variables: { ...firstSpan(zoneOf(me)) } }, token);
}

const viewer = { query: Viewer, operationName: 'Viewer', variables: {} };

function viewerIs(user: object, token: string): Me {
  answerAhead(viewer, token, { data: { me: user } });
  return user as Me;
}

async function askViewer(token: string): Promise<Me | null> {
  const answer = await askAhead(viewer, token);
  return readFragment(ViewerFields, (answer?.data as ViewerQuery | null | undefined)?.me) ?? null;
}
