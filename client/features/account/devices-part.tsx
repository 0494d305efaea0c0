import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import type { DevicesQuery } from '../../__generated__/graphql.js';
import { Confirm } from '../../design/confirm.js';
import { Button, Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { PhoneIcon, ScreenIcon } from '../../design/icons.js';
import { toast } from '../../design/toasts.js';
import { locale } from '../../i18n/language.js';
import { DOT } from '../../i18n/text.js';
import { dropTokens } from '../../session/tokens.js';
import { useZone } from '../../session/viewer.js';
import { fromNow } from './ago.js';
import { Badge, Card } from './card.js';
import { Devices, EndSession, LogoutEverywhere } from './operations.js';
import { programInWords } from './origin.js';
import { programOf } from './program.js';
import { text } from './texts.js';

type Session = NonNullable<NonNullable<DevicesQuery['me']>['sessions']>[number];
/** What is asked about before it is done: one session, all but this one, or all. */
type Asked = Session | 'others' | 'all' | null;

/** Where somebody is signed in, and how to sign out there. */
export function DevicesPart() {
  const { data, error, refetch } = useQuery(Devices, { fetchPolicy: 'cache-and-network' });
  const [asked, setAsked] = useState<Asked>(null);
  const sessions = data?.me?.sessions;
  if (!sessions) return error ? <Fault error={error} /> : <Skeleton className="h-56" />;
  const others = sessions.filter(({ current }) => !current);
  return (
    <Card>
      <ul className="divide-y divide-line">
        {[...sessions.filter(({ current }) => current), ...others].map((session) => (
          <Line key={session.id} session={session} onEnd={() => setAsked(session)} />
        ))}
      </ul>
      {others.length === 0 && <p className="border-t border-line pt-4 text-soft">{text('devices.alone')}</p>}
      <div className="mt-4 flex flex-wrap gap-2">
        {others.length > 1 && <Button onClick={() => setAsked('others')}>{text('devices.endOthers')}</Button>}
        <Button look="danger" onClick={() => setAsked('all')}>
          {text('devices.endAll')}
        </Button>
      </div>
      <Asking asked={asked} others={others} onEnded={() => refetch()} onClose={() => setAsked(null)} />
    </Card>
  );
}

function Line({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const zone = useZone();
  const { userAgent, ipAddress, lastUsedAt, createdAt, current } = session;
  const what = programInWords(userAgent);
  const since = new Date(createdAt).toLocaleDateString(locale(), { timeZone: zone, dateStyle: 'medium' });
  return (
    <li className="flex items-center gap-4 py-3 first:pt-0">
      <span className="text-soft max-sm:hidden">{programOf(userAgent ?? '').phone ? <PhoneIcon /> : <ScreenIcon />}</span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          {what} {current && <Badge tone="good">{text('devices.this')}</Badge>}
        </p>
        <p className="text-sm break-words text-soft">
          {[text('devices.used', { when: fromNow(new Date(lastUsedAt), new Date(), locale()) }), text('devices.since', { date: since }), ipAddress].filter(Boolean).join(DOT)}
        </p>
      </div>
      {!current && (
        <Button aria-label={text('devices.endOf', { what })} onClick={onEnd}>
          {text('devices.end')}
        </Button>
      )}
    </li>
  );
}

interface AskingProps {
  readonly asked: Asked;
  readonly others: readonly Session[];
  readonly onEnded: () => Promise<unknown>;
  readonly onClose: () => void;
}

function Asking({ asked, others, onEnded, onClose }: AskingProps) {
  const client = useApolloClient();
  const [end] = useMutation(EndSession);
  if (asked === null) return null;
  const endAll = async (sessions: readonly Session[]): Promise<void> => {
    for (const { id } of sessions) await end({ variables: { id } });
    await onEnded();
    toast(text('devices.ended'));
  };
  const everywhere = async (): Promise<void> => {
    await client.mutate({ mutation: LogoutEverywhere });
    dropTokens();
  };
  if (asked === 'all') {
    return <Confirm title={text('devices.endAllTitle')} action={text('devices.endAll')} onConfirm={everywhere} onClose={onClose}>{text('devices.endAllWords')}</Confirm>;
  }
  if (asked === 'others') {
    return <Confirm title={text('devices.endOthersTitle')} action={text('devices.endOthers')} onConfirm={() => endAll(others)} onClose={onClose}>{text('devices.endOthersWords')}</Confirm>;
  }
  const title = `${text('devices.endOf', { what: programInWords(asked.userAgent) })}?`;
  return <Confirm title={title} action={text('devices.end')} onConfirm={() => endAll([asked])} onClose={onClose}>{text('devices.endWords')}</Confirm>;
}
