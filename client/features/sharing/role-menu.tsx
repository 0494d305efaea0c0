import { useMutation } from '@apollo/client/react';
import type { CalendarRole, MemberFieldsFragment } from '../../__generated__/graphql.js';
import { CheckIcon, Icon } from '../../design/icons.js';
import { Menu, MenuChoice, MenuItem } from '../../design/menu.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { SetMember } from './operations.js';
import type { Asked } from './role-question.js';
import { mayDo, nameOf, ROLES } from './roles.js';
import { text } from './texts.js';
import { personOf } from './use-shared-calendar.js';

interface RoleMenuProps {
  readonly member: MemberFieldsFragment;
  readonly calendarId: string;
  /** Whether it is one's own role. */
  readonly own: boolean;
  readonly onAsk: (asked: Asked) => void;
  readonly onChanged: () => Promise<void>;
}

/** What a member may do, to be changed. What can't be taken back by oneself is asked about first. */
export function RoleMenu({ member, calendarId, own, onAsk, onChanged }: RoleMenuProps) {
  const [set, { loading }] = useMutation(SetMember);
  const choose = async (role: CalendarRole): Promise<void> => {
    if (role === member.role) return;
    if (own) return onAsk({ what: 'stepDown', member, role });
    if (role === 'OWNER') return onAsk({ what: 'promote', member });
    try {
      await set({ variables: { calendarId, userId: member.user?.id ?? '', role } });
    } catch (error) {
      toast(plainError(error).message);
    }
    await onChanged();
  };
  const name = personOf(member);
  return (
    <Menu
      label={text('people.roleOf', { name, role: nameOf(member.role) })}
      look="flex min-h-9 items-center gap-1 rounded-box border border-line bg-surface px-2.5 font-medium whitespace-nowrap hover:bg-sunken"
      face={
        <span aria-hidden className={`flex items-center gap-1 ${loading ? 'opacity-55' : ''}`}>
          {nameOf(member.role)} <DownIcon />
        </span>
      }
    >
      {ROLES.map((role) => (
        <MenuChoice
          key={role}
          closes
          chosen={role === member.role}
          onClick={() => void choose(role)}
          className="group flex w-full gap-2 rounded-box px-2.5 py-2 text-left hover:bg-sunken focus-visible:bg-sunken focus-visible:outline-offset-[-2px]"
        >
          <span className="invisible text-accent group-aria-checked:visible">
            <CheckIcon />
          </span>
          <span className="min-w-0">
            <span className="block font-medium">{nameOf(role)}</span>
            <span className="block text-sm text-soft">{mayDo(role)}</span>
          </span>
        </MenuChoice>
      ))}
      {!own && (
        <>
          <hr className="mx-2.5 my-1 border-line" />
          <MenuItem onClick={() => onAsk({ what: 'remove', member })}>
            <span className="text-bad">{text('people.remove')}</span>
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

const DownIcon = () => <Icon size={16}><path d="m6 9.5 6 6 6-6" /></Icon>;
