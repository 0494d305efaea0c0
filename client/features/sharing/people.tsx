import { useState } from 'react';
import type { MemberFieldsFragment } from '../../__generated__/graphql.js';
import { Avatar } from '../../design/avatar.js';
import { Button } from '../../design/controls.js';
import { RoleMenu } from './role-menu.js';
import { RoleQuestion, type Asked } from './role-question.js';
import { mayDo, nameOf } from './roles.js';
import { Section } from './section.js';
import { text } from './texts.js';
import { personOf, type Shared } from './use-shared-calendar.js';

interface PeopleProps {
  readonly shared: Shared;
  readonly onChanged: () => Promise<void>;
  readonly onMore: () => void;
}

/** Who belongs to the calendar, in order of joining, and what each may do. */
export function People({ shared, onChanged, onMore }: PeopleProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { members, memberCount, hasMoreMembers } = shared;
  return (
    <Section title={text('people.title')} aside={memberCount > 1 && text('people.count', { count: memberCount })}>
      <ul className="divide-y divide-line">
        {members.map((member) => (
          <Line key={member.id} member={member} shared={shared} onAsk={setAsked} onChanged={onChanged} />
        ))}
      </ul>
      {memberCount === 1 && shared.invites && <p className="mt-2 text-soft">{text('people.one')}</p>}
      {hasMoreMembers && (
        <Button look="quiet" className="mt-2 w-full" onClick={onMore}>
          {text('people.more')}
        </Button>
      )}
      {asked && <RoleQuestion asked={asked} shared={shared} onChanged={onChanged} onClose={() => setAsked(null)} />}
    </Section>
  );
}

interface LineProps {
  readonly member: MemberFieldsFragment;
  readonly shared: Shared;
  readonly onAsk: (asked: Asked) => void;
  readonly onChanged: () => Promise<void>;
}

function Line({ member, shared, onAsk, onChanged }: LineProps) {
  const own = member.user?.id === shared.me.id;
  const bound = own && shared.onlyOwner;
  const why = bound && shared.memberCount > 1;
  return (
    <li className="flex items-start gap-3 py-3 first:pt-0 last:pb-0">
      <Avatar name={personOf(member)} className="mt-0.5" />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-3 gap-y-1">
        <div className="min-w-40 flex-1">
          <p className="truncate font-medium">
            {personOf(member)}
            {own && <span className="font-normal text-soft"> ({text('people.you')})</span>}
          </p>
          <p className="text-sm text-soft">{why ? text('people.onlyOwner') : mayDo(member.role)}</p>
        </div>
        {shared.myRole === 'OWNER' && !bound && member.user ? (
          <span className="ml-auto">
            <RoleMenu member={member} calendarId={shared.id} own={own} onAsk={onAsk} onChanged={onChanged} />
          </span>
        ) : (
          <span className="ml-auto py-1.5 font-medium whitespace-nowrap">{nameOf(member.role)}</span>
        )}
      </div>
    </li>
  );
}
