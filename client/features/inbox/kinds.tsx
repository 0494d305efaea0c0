import type { ComponentType } from 'react';
import type { NotificationFieldsFragment, NotificationKind } from '../../__generated__/graphql.js';
import { BellIcon, CheckIcon, TicketIcon } from '../../design/icons.js';
import { AnswerIcon, ClockIcon, CrossedIcon, DayIcon, HourglassIcon, PenIcon, PeopleIcon, PersonIcon, ShieldIcon } from '../../design/page-icons.js';

interface Look {
  readonly Icon: ComponentType;
  readonly tone: string;
}

const PLAIN = 'bg-accent-wash text-accent';
const GOOD = 'bg-good-wash text-good';
const WARN = 'bg-warn-wash text-warn';
const BAD = 'bg-bad-wash text-bad';

const LOOKS: Readonly<Record<NotificationKind, Look>> = {
  EVENT_CREATED: { Icon: DayIcon, tone: PLAIN },
  EVENT_UPDATED: { Icon: PenIcon, tone: PLAIN },
  EVENT_CANCELLED: { Icon: CrossedIcon, tone: BAD },
  EVENT_REMINDER: { Icon: ClockIcon, tone: WARN },
  GUEST_INVITED: { Icon: PersonIcon, tone: PLAIN },
  GUEST_RESPONDED: { Icon: AnswerIcon, tone: PLAIN },
  CALENDAR_JOINED: { Icon: PeopleIcon, tone: PLAIN },
  BOOKING_CONFIRMED: { Icon: CheckIcon, tone: GOOD },
  BOOKING_CANCELLED: { Icon: CrossedIcon, tone: BAD },
  BOOKING_RECEIVED: { Icon: TicketIcon, tone: GOOD },
  WAITLIST_OFFERED: { Icon: TicketIcon, tone: WARN },
  WAITLIST_EXPIRED: { Icon: HourglassIcon, tone: BAD },
  ACCOUNT_SECURITY: { Icon: ShieldIcon, tone: WARN },
};

/** How a kind looks; one that came after this page was built looks like any. */
export const lookOf = (kind: NotificationKind): Look => (LOOKS as Partial<typeof LOOKS>)[kind] ?? { Icon: BellIcon, tone: PLAIN };

/** Where a notification leads: the time that it is about, the next one of a series, or what lies nearest. */
export function placeOf({ kind, occurrence, event, calendar }: NotificationFieldsFragment): string {
  const at = occurrence ?? event?.nextOccurrence;
  if (at) return `/occurrences/${encodeURIComponent(at.id)}`;
  if (kind === 'ACCOUNT_SECURITY') return '/settings/security';
  if (kind === 'CALENDAR_JOINED' && calendar) return `/calendars/${encodeURIComponent(calendar.id)}/settings`;
  return kind.startsWith('BOOKING_') || kind.startsWith('WAITLIST_') ? '/bookings' : '/';
}
