import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { useEffect, type ReactNode } from 'react';
import type { InvitePreviewQuery } from '../../__generated__/graphql.js';
import { navigate, useAddressQuery } from '../../app/router.js';
import { comeBackTo, forgetWay } from '../../app/way-back.js';
import { Avatar } from '../../design/avatar.js';
import { Button, Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { Mark } from '../../design/icons.js';
import { useTitle } from '../../design/title.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { useSession } from '../../session/viewer.js';
import { forgetMyCalendars } from './my-calendars.js';
import { InvitePreview, JoinCalendar } from './operations.js';
import { atLeast, mayDo, nameOf } from './roles.js';
import { text } from './texts.js';

/** Where a link leads: what one would join, and as what. Who has no account makes one and comes back. */
export function JoinPage() {
  useTitle(text('join.title'));
  const code = useAddressQuery().get('code') ?? '';
  const session = useSession();
  useEffect(() => {
    if (session === 'in') forgetWay();
  }, [session]);
  return (
    <main id="content" className="grid min-h-full place-items-center p-4">
      <div className="w-full max-w-md">
        <a href="/" className="mx-auto mb-8 flex w-fit items-center gap-2 text-lg font-semibold">
          <Mark /> Convene
        </a>
        {code === '' ? (
          <Ended title={text('join.broken')} why={text('join.brokenWhy')} />
        ) : session === 'in' ? (
          <Preview code={code} />
        ) : (
          <SignInFirst />
        )}
      </div>
    </main>
  );
}

const Card = ({ color = 'var(--accent)', children }: { color?: string; children: ReactNode }) => (
  <div className="overflow-hidden rounded-2xl border border-line bg-surface shadow-lift">
    <div aria-hidden className="h-2" style={{ background: color }} />
    <div className="p-6">{children}</div>
  </div>
);

function SignInFirst() {
  const leave = (path: string) => (): void => {
    comeBackTo(location.pathname + location.search);
    navigate(path);
  };
  return (
    <Card>
      <h1 className="text-2xl font-semibold">{text('join.title')}</h1>
      <p className="mt-2 mb-6 text-soft">{text('join.out')}</p>
      <div className="grid gap-2.5">
        <Button look="main" onClick={leave('/register')}>
          {text('join.register')}
        </Button>
        <Button onClick={leave('/sign-in')}>{text('join.signIn')}</Button>
      </div>
    </Card>
  );
}

function Ended({ title, why }: { title: string; why: string }) {
  return (
    <Card color="var(--line-strong)">
      <h1 className="text-2xl font-semibold">{title}</h1>
      <p className="mt-2 mb-6 text-soft">{why}</p>
      <a href="/" className="text-accent hover:underline">
        {text('app.toCalendar')}
      </a>
    </Card>
  );
}

function Preview({ code }: { code: string }) {
  const { data, error } = useQuery(InvitePreview, { variables: { code }, fetchPolicy: 'network-only', errorPolicy: 'all' });
  if (error && !data?.calendarInvite) return <Card><Fault error={error} /></Card>;
  if (!data) return <Skeleton className="h-80" />;
  if (!data.calendarInvite) return <Ended title={text('join.ended')} why={text('join.endedWhy')} />;
  return <Invitation code={code} invite={data.calendarInvite} me={data.me} />;
}

interface InvitationProps {
  readonly code: string;
  readonly invite: NonNullable<InvitePreviewQuery['calendarInvite']>;
  readonly me: InvitePreviewQuery['me'];
}

function Invitation({ code, invite, me }: InvitationProps) {
  const client = useApolloClient();
  const [join, { loading, error }] = useMutation(JoinCalendar);
  const { calendarName, calendarColor, memberCount, role, invitedBy, calendar } = invite;
  const now = calendar?.myRole;
  const run = async (): Promise<void> => {
    // A refusal is shown in the place of the invitation, or below it.
    const joined = (await join({ variables: { code } }).catch(() => null))?.data?.joinCalendar;
    if (!joined) return;
    if (me) forgetMyCalendars(client.cache, me.id);
    navigate('/', { replace: true });
    toast(text('join.joined', { name: joined.name }), calendarColor);
  };
  const refusal = error && plainError(error).code;
  if (refusal === 'NOT_FOUND' || refusal === 'BAD_USER_INPUT') return <Ended title={text('join.ended')} why={text('join.endedWhy')} />;
  return (
    <Card color={calendarColor ?? undefined}>
      <p className="flex items-center gap-2.5 text-soft">
        {invitedBy?.fullName && <Avatar name={invitedBy.fullName} />}
        {invitedBy?.fullName ? text('join.by', { name: invitedBy.fullName }) : text('join.byNobody')}
      </p>
      <h1 className="mt-3 text-3xl font-semibold break-words">{calendarName}</h1>
      <p className="mt-1 text-soft">{memberCount === 1 ? text('join.membersOne') : text('join.members', { count: memberCount })}</p>
      <div className="my-6 rounded-box bg-paper px-4 py-3">
        <p className="font-medium">{standing(now ?? null, role)}</p>
        <p className="text-soft">{mayDo(now && atLeast(now, role) ? now : role)}</p>
      </div>
      {error && <div className="mb-4"><Fault error={error} /></div>}
      {now && atLeast(now, role) ? (
        <a href="/" className="flex min-h-10 items-center justify-center rounded-box bg-accent px-3.5 font-medium text-on-accent hover:bg-accent-over">
          {text('join.open')}
        </a>
      ) : (
        <div className="grid gap-1.5">
          <Button look="main" disabled={loading} onClick={run}>
            {text(now ? 'join.liftDo' : 'join.do')}
          </Button>
          <a href="/" className="flex min-h-10 items-center justify-center rounded-box text-soft hover:bg-sunken hover:text-ink">
            {text('join.not')}
          </a>
        </div>
      )}
      <p className="mt-4 text-center text-sm text-soft">
        {me && <span className="block">{text('join.as', { name: me.fullName ?? me.username ?? '' })}</span>}
        {!now && text('join.note')}
      </p>
    </Card>
  );
}

function standing(now: Parameters<typeof nameOf>[0] | null, then: Parameters<typeof nameOf>[0]): string {
  if (!now) return text('join.become', { role: nameOf(then) });
  if (atLeast(now, then)) return `${text('join.already')}. ${text('join.alreadyAs', { role: nameOf(now) })}`;
  return text('join.lift', { now: nameOf(now), then: nameOf(then) });
}
