import { skipToken, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import type { CalendarRole, InviteFieldsFragment, MemberFieldsFragment, SharedCalendarQuery, UserRole } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { toast } from '../../design/toasts.js';
import { useLive } from '../../graph/live.js';
import { CalendarDetails, ChangesEnd, InviteFields, MemberFields, SharedCalendar, SharingChanged } from './operations.js';
import { atLeast } from './roles.js';
import { text } from './texts.js';

// A read that was begun before a change must not stand for one that was begun after it.
const READING = { fetchPolicy: 'cache-and-network', errorPolicy: 'all', context: { queryDeduplication: false } } as const;

/** A calendar as its settings show it. */
export interface Shared {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** `#rrggbb`. */
  readonly color: string | null;
  readonly timeZone: string;
  readonly visibility: 'PUBLIC' | 'UNLISTED' | 'PRIVATE';
  readonly myRole: CalendarRole;
  readonly myColor: string | null;
  readonly hidden: boolean;
  readonly feedUrl: string | null;
  readonly members: readonly MemberFieldsFragment[];
  readonly memberCount: number;
  readonly hasMoreMembers: boolean;
  /** Null to those who may not invite. */
  readonly invites: readonly InviteFieldsFragment[] | null;
  readonly me: { readonly id: string; readonly role: UserRole | null };
  /** Whether its reader is the only one who may change it. */
  readonly onlyOwner: boolean;
}

/** The calendar with its people and links, as it is now. `gone` is what it was called, once it can be seen no more. */
export function useSharedCalendar(id: string) {
  const [span] = useState(() => ({ from: new Date().toISOString(), to: new Date(Date.now() + 1_000).toISOString() }));
  const end = useQuery(ChangesEnd, { variables: span, fetchPolicy: 'network-only' });
  const cursor = end.data?.agenda?.changeCursor;
  const { data, error, refetch, fetchMore } = useQuery(SharedCalendar, cursor === undefined ? skipToken : { variables: { id }, ...READING });
  const shared = sharedOf(data);
  const [known, setKnown] = useState<string | null>(null);
  if (shared && shared.name !== known) setKnown(shared.name);

  const readAgain = async (): Promise<void> => {
    const after = await refetch().catch(() => null);
    if (shared && after) tellWhoCame(shared, sharedOf(after.data));
  };
  useLive(SharingChanged, {
    from: cursor,
    cursorOf: ({ agendaChanged }) => agendaChanged.cursor,
    onMessage: ({ agendaChanged: { kind, calendar } }) => {
      const ofCalendars = kind === 'MEMBERS_CHANGED' || kind === 'CALENDAR_UPDATED' || kind === 'CALENDAR_DELETED';
      if (ofCalendars && (!calendar || calendar.id === id)) void readAgain();
    },
    onResync: () => void end.refetch().then(() => refetch()),
  });
  const more = (): void =>
    void fetchMore({
      variables: { after: data?.calendar?.members?.pageInfo.endCursor },
      updateQuery: (before, { fetchMoreResult: { calendar: next } }) => {
        const [old, following] = [before.calendar?.members, next?.members];
        if (!before.calendar || !old || !following) return before;
        return { ...before, calendar: { ...before.calendar, members: { ...following, edges: [...old.edges, ...following.edges] } } };
      },
    });
  return { shared, gone: data && !shared && known !== null ? known : null, answered: data !== undefined, error: error ?? end.error, readAgain, more };
}

function sharedOf(data: SharedCalendarQuery | undefined): Shared | null {
  if (!data?.calendar?.members || !data.me) return null;
  const { members, invites } = data.calendar;
  const { hidden, myRole, myColor, feedUrl, description, color, ...rest } = readFragment(CalendarDetails, data.calendar);
  if (!myRole) return null;
  const people = members.edges.map(({ node }) => readFragment(MemberFields, node));
  const owners = people.filter(({ role }) => role === 'OWNER');
  return {
    ...rest,
    myRole,
    description: description ?? null,
    color: color ?? null,
    myColor: myColor ?? null,
    hidden: hidden === true,
    feedUrl: feedUrl ?? null,
    members: people,
    memberCount: members.totalCount ?? people.length,
    hasMoreMembers: members.pageInfo.hasNextPage,
    invites: atLeast(myRole, 'EDITOR') ? (invites ?? []).map((invite) => readFragment(InviteFields, invite)) : null,
    me: { id: data.me.id, role: data.me.role ?? null },
    // An owner further down a long list is seen once it is shown; until then the server has the last word.
    onlyOwner: myRole === 'OWNER' && owners.length === 1 && !members.pageInfo.hasNextPage,
  };
}

/** What somebody is called here. */
export const personOf = ({ user }: MemberFieldsFragment): string => user?.fullName ?? user?.username ?? text('people.somebody');

function tellWhoCame(before: Shared, after: Shared | null): void {
  if (!after || before.hasMoreMembers || after.hasMoreMembers) return;
  const color = after.myColor ?? after.color;
  const missingIn = ({ members }: Shared) => (member: MemberFieldsFragment) => !members.some(({ id }) => id === member.id);
  for (const member of after.members.filter(missingIn(before))) toast(text('people.joined', { name: personOf(member) }), color);
  for (const member of before.members.filter(missingIn(after))) toast(text('people.left', { name: personOf(member) }), color);
}
