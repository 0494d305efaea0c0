import { useMutation } from '@apollo/client/react';
import { lazy, Suspense, useState } from 'react';
import type { CalendarRole, InviteFieldsFragment } from '../../__generated__/graphql.js';
import { Confirm } from '../../design/confirm.js';
import { Button } from '../../design/controls.js';
import { CopyField } from '../../design/copy-field.js';
import { Icon } from '../../design/icons.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { locale } from '../../i18n/language.js';
import { DOT } from '../../i18n/text.js';
import { useZone } from '../../session/viewer.js';
import { LinkForm } from './link-form.js';
import { RevokeInvite } from './operations.js';
import { atLeast, mayDo, nameOf } from './roles.js';
import { Section } from './section.js';
import { text } from './texts.js';
import type { Shared } from './use-shared-calendar.js';

const LinkCode = lazy(async () => ({ default: (await import('./link-code.js')).LinkCode }));

/** The links by which people join; those that no longer work stand last, and say why. */
export function Links({ shared, onChanged }: { shared: Shared; onChanged: () => Promise<void> }) {
  const [revoke] = useMutation(RevokeInvite);
  const [ending, setEnding] = useState<InviteFieldsFragment | null>(null);
  const [seen, setSeen] = useState<InviteFieldsFragment | null>(null);
  const invites = [...(shared.invites ?? [])].reverse();
  const working = invites.filter((invite) => stateOf(invite) === 'works');
  const ended = invites.filter((invite) => stateOf(invite) !== 'works');
  const end = async (invite: InviteFieldsFragment): Promise<void> => {
    await revoke({ variables: { id: invite.id } });
    await onChanged();
  };
  const clear = async (invite: InviteFieldsFragment): Promise<void> => {
    try {
      await end(invite);
    } catch (error) {
      toast(plainError(error).message);
    }
  };
  return (
    <Section title={text('links.title')}>
      <p className="mb-4 text-soft">{text('links.lead')}</p>
      <LinkForm shared={shared} onMade={onChanged} />
      {working.length === 0 && <p className="mt-4 text-soft">{text('links.none')}</p>}
      {working.length > 0 && <List invites={working} role={shared.myRole} onEnd={setEnding} onShow={setSeen} />}
      {ended.length > 0 && (
        <details className="mt-4 border-t border-line pt-3">
          <summary className="cursor-pointer text-soft hover:text-ink">{text('links.ended', { count: ended.length })}</summary>
          <List invites={ended} role={shared.myRole} onEnd={(invite) => void clear(invite)} />
        </details>
      )}
      {ending && (
        <Confirm title={text('links.endTitle')} action={text('links.endDo')} onConfirm={() => end(ending)} onClose={() => setEnding(null)}>
          <p>{text('links.endWords')}</p>
        </Confirm>
      )}
      {seen && (
        <Suspense fallback={null}>
          <LinkCode url={seen.url} name={shared.name} onClose={() => setSeen(null)} />
        </Suspense>
      )}
    </Section>
  );
}

interface ListProps {
  readonly invites: readonly InviteFieldsFragment[];
  /** Of who looks at them. */
  readonly role: CalendarRole;
  readonly onEnd: (invite: InviteFieldsFragment) => void;
  /** Of those that work. */
  readonly onShow?: (invite: InviteFieldsFragment) => void;
}

const List = ({ invites, role, onEnd, onShow }: ListProps) => (
  <ul className="mt-4 divide-y divide-line">
    {invites.map((invite) => (
      <Line key={invite.id} invite={invite} mayEnd={invite.role !== 'EDITOR' || atLeast(role, 'OWNER')} onEnd={onEnd} onShow={onShow} />
    ))}
  </ul>
);

type LineProps = Pick<ListProps, 'onEnd' | 'onShow'> & { readonly invite: InviteFieldsFragment; readonly mayEnd: boolean };

function Line({ invite, mayEnd, onEnd, onShow }: LineProps) {
  const zone = useZone();
  return (
    <li className="grid gap-2 py-3 last:pb-0">
      <div>
        <p className="font-medium" title={mayDo(invite.role)}>
          {text('links.as', { role: nameOf(invite.role) })}
        </p>
        <p className="text-sm text-soft">{inWords(invite, zone)}</p>
      </div>
      {onShow && <CopyField label={text('links.address')} value={invite.url} />}
      <div className="-ml-3.5 flex flex-wrap gap-1">
        {onShow && (
          <Button look="quiet" onClick={() => onShow(invite)}>
            <QrIcon /> {text('links.qr')}
          </Button>
        )}
        {onShow && 'share' in navigator && (
          <Button look="quiet" onClick={() => void navigator.share({ url: invite.url }).catch(() => null)}>
            {text('links.share')}
          </Button>
        )}
        {mayEnd ? (
          <Button look="quiet" onClick={() => onEnd(invite)}>
            {text(onShow ? 'links.end' : 'links.clear')}
          </Button>
        ) : (
          <span className="self-center pl-3.5 text-sm text-soft">{text('links.ownersOnly')}</span>
        )}
      </div>
    </li>
  );
}

function stateOf({ expiresAt, usesLeft }: InviteFieldsFragment): 'works' | 'expired' | 'usedUp' {
  if (expiresAt && Date.parse(expiresAt) <= Date.now()) return 'expired';
  return usesLeft === 0 ? 'usedUp' : 'works';
}

function inWords(invite: InviteFieldsFragment, zone: string): string {
  const { expiresAt, uses, usesLeft, createdBy } = invite;
  const when = expiresAt ? new Date(expiresAt).toLocaleString(locale(), { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }) : '';
  const used = uses === 0 ? text('links.usedNone') : uses === 1 ? text('links.usedOne') : text('links.used', { count: uses });
  const by = createdBy?.fullName ? [text('links.by', { name: createdBy.fullName })] : [];
  switch (stateOf(invite)) {
    case 'expired':
      return [text('links.expired', { when }), used, ...by].join(DOT);
    case 'usedUp':
      return [text('links.usedUp'), used, ...by].join(DOT);
    case 'works': {
      const left = usesLeft == null ? [] : [text('links.left', { count: usesLeft })];
      return [expiresAt ? text('links.until', { when }) : text('links.always'), used, ...left, ...by].join(DOT);
    }
  }
}

const QrIcon = () => <Icon><path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM14 20h1M20 14v1" /></Icon>;
