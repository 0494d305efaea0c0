import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import type { CalendarRole, MemberFieldsFragment } from '../../__generated__/graphql.js';
import { Confirm } from '../../design/confirm.js';
import { RemoveMember, SetMember } from './operations.js';
import { nameOf } from './roles.js';
import { text } from './texts.js';
import { personOf, type Shared } from './use-shared-calendar.js';

/** What an owner is about to do that they can't take back alone. */
export type Asked =
  | { readonly what: 'promote'; readonly member: MemberFieldsFragment }
  | { readonly what: 'stepDown'; readonly member: MemberFieldsFragment; readonly role: CalendarRole }
  | { readonly what: 'remove'; readonly member: MemberFieldsFragment };

interface RoleQuestionProps {
  readonly asked: Asked;
  readonly shared: Shared;
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks, and tells what follows. */
export function RoleQuestion({ asked, shared, onChanged, onClose }: RoleQuestionProps) {
  const [set] = useMutation(SetMember);
  const [remove] = useMutation(RemoveMember);
  const [handsOver, setHandsOver] = useState(false);
  const calendarId = shared.id;
  const name = personOf(asked.member);
  const userId = asked.member.user?.id ?? '';
  const afterwards = (work: () => Promise<unknown>) => async (): Promise<void> => {
    await work();
    await onChanged();
  };
  switch (asked.what) {
    case 'promote': {
      const run = async (): Promise<void> => {
        await set({ variables: { calendarId, userId, role: 'OWNER' } });
        if (handsOver) await set({ variables: { calendarId, userId: shared.me.id, role: 'EDITOR' } });
      };
      return (
        <Confirm title={text('people.ownerTitle', { name })} action={text('people.ownerDo')} look="main" onConfirm={afterwards(run)} onClose={onClose}>
          <p>{text('people.ownerWords')}</p>
          <label className="flex items-center gap-2.5">
            <input type="checkbox" className="size-4" checked={handsOver} onChange={(event) => setHandsOver(event.target.checked)} />
            {text('people.handOver')}
          </label>
        </Confirm>
      );
    }
    case 'stepDown': {
      const run = (): Promise<unknown> => set({ variables: { calendarId, userId, role: asked.role } });
      return (
        <Confirm title={text('people.downTitle')} action={text('people.downDo')} onConfirm={afterwards(run)} onClose={onClose}>
          <p>{text('people.downWords', { role: nameOf(asked.role) })}</p>
        </Confirm>
      );
    }
    case 'remove': {
      const run = (): Promise<unknown> => remove({ variables: { calendarId, userId } });
      return (
        <Confirm title={text('people.removeTitle', { name, calendar: shared.name })} action={text('people.removeDo')} onConfirm={afterwards(run)} onClose={onClose}>
          <p>{text('people.removeWords')}</p>
        </Confirm>
      );
    }
  }
}
