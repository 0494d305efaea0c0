import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { navigate } from '../../app/router.js';
import { Confirm } from '../../design/confirm.js';
import { Button, Field } from '../../design/controls.js';
import { toast } from '../../design/toasts.js';
import { forgetMyCalendars } from './my-calendars.js';
import { DeleteCalendar, EventCount, LeaveCalendar } from './operations.js';
import { Section } from './section.js';
import { text } from './texts.js';
import type { Shared } from './use-shared-calendar.js';

/** The way out: for oneself, or for everybody. */
export function Ending({ shared }: { shared: Shared }) {
  const [asks, setAsks] = useState<'leave' | 'delete' | null>(null);
  return (
    <Section title={text('end.title')}>
      <div className="grid gap-3">
        {shared.onlyOwner && <p className="text-soft">{text('end.onlyOwner')}</p>}
        <Button disabled={shared.onlyOwner} onClick={() => setAsks('leave')}>
          {text('end.leave')}
        </Button>
        {shared.myRole === 'OWNER' && (
          <Button look="danger" onClick={() => setAsks('delete')}>
            {text('end.delete')}
          </Button>
        )}
      </div>
      {asks === 'leave' && <Leave shared={shared} onClose={() => setAsks(null)} />}
      {asks === 'delete' && <Delete shared={shared} onClose={() => setAsks(null)} />}
    </Section>
  );
}

interface AskedProps {
  readonly shared: Shared;
  readonly onClose: () => void;
}

function Leave({ shared: { id, name, me }, onClose }: AskedProps) {
  const client = useApolloClient();
  const [leave] = useMutation(LeaveCalendar);
  const run = async (): Promise<void> => {
    await leave({ variables: { id } });
    forgetMyCalendars(client.cache, me.id);
    navigate('/');
    toast(text('end.left', { name }));
  };
  return (
    <Confirm title={text('end.leaveTitle', { name })} action={text('end.leaveDo')} onConfirm={run} onClose={onClose}>
      <p>{text('end.leaveWords')}</p>
    </Confirm>
  );
}

function Delete({ shared: { id, name, me, memberCount }, onClose }: AskedProps) {
  const client = useApolloClient();
  const { data } = useQuery(EventCount, { variables: { id }, fetchPolicy: 'network-only' });
  const [remove] = useMutation(DeleteCalendar);
  const [typed, setTyped] = useState('');
  const run = async (): Promise<void> => {
    await remove({ variables: { id } });
    forgetMyCalendars(client.cache, me.id);
    navigate('/');
    toast(text('end.deleted', { name }));
  };
  const count = data?.calendar?.events?.totalCount;
  const events = count == null ? '…' : count === 0 ? text('end.eventsNone') : count === 1 ? text('end.eventsOne') : text('end.events', { count });
  const people = memberCount === 1 ? text('end.peopleOne') : text('end.people', { count: memberCount });
  const same = typed.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase();
  return (
    <Confirm title={text('end.deleteTitle', { name })} action={text('end.deleteDo')} disabled={!same} onConfirm={run} onClose={onClose}>
      <p>{text('end.deleteWords', { events, people })}</p>
      <Field label={text('end.type', { name })} name="confirmation" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
    </Confirm>
  );
}
