import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import type { TokensQuery } from '../../__generated__/graphql.js';
import { Confirm } from '../../design/confirm.js';
import { Button, Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { PlusIcon } from '../../design/icons.js';
import { toast } from '../../design/toasts.js';
import { locale } from '../../i18n/language.js';
import { DOT } from '../../i18n/text.js';
import { useZone } from '../../session/viewer.js';
import { fromNow } from './ago.js';
import { Card } from './card.js';
import { NewTokenDialog } from './new-token-dialog.js';
import { RevokeAccessToken, Tokens } from './operations.js';
import { text } from './texts.js';

type Token = NonNullable<NonNullable<TokensQuery['me']>['accessTokens']>[number];

/** The tokens of scripts: made here, seen once, and revoked. */
export function TokensPart() {
  const { data, error, refetch } = useQuery(Tokens, { fetchPolicy: 'cache-and-network' });
  const [making, setMaking] = useState(false);
  const [asked, setAsked] = useState<Token | null>(null);
  const [revoke] = useMutation(RevokeAccessToken);
  const tokens = data?.me?.accessTokens;
  if (!tokens) return error ? <Fault error={error} /> : <Skeleton className="h-56" />;

  const end = async ({ id, name }: Token): Promise<void> => {
    await revoke({ variables: { id } });
    await refetch();
    toast(text('tokens.revoked', { name }));
  };
  return (
    <Card>
      {tokens.length === 0 ? (
        <p className="mb-4 max-w-prose text-soft">{text('tokens.none')}</p>
      ) : (
        <ul className="mb-4 divide-y divide-line">
          {tokens.map((token) => (
            <Line key={token.id} token={token} onRevoke={() => setAsked(token)} />
          ))}
        </ul>
      )}
      <Button look="main" onClick={() => setMaking(true)}>
        <PlusIcon /> {text('tokens.new')}
      </Button>
      {making && <NewTokenDialog admin={data?.me?.role === 'ADMIN'} onMade={() => void refetch().catch(() => null)} onClose={() => setMaking(false)} />}
      {asked && (
        <Confirm title={text('tokens.revokeOf', { name: asked.name })} action={text('tokens.revoke')} onConfirm={() => end(asked)} onClose={() => setAsked(null)}>
          {text('tokens.revokeWords')}
        </Confirm>
      )}
    </Card>
  );
}

function Line({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const zone = useZone();
  const { name, scopes, lastUsedAt, expiresAt } = token;
  const used = lastUsedAt ? text('tokens.used', { when: fromNow(new Date(lastUsedAt), new Date(), locale()) }) : text('tokens.usedNever');
  const ends = expiresAt
    ? text('tokens.endsOn', { date: new Date(expiresAt).toLocaleDateString(locale(), { timeZone: zone, dateStyle: 'medium' }) })
    : text('tokens.endsNever');
  return (
    <li className="flex items-start gap-4 py-3 first:pt-0">
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">{name}</p>
        <p className="text-sm text-soft">{scopes.map((scope) => text(`scope.${scope}`)).join(DOT)}</p>
        <p className="text-sm text-soft">{`${used} · ${ends}`}</p>
      </div>
      <Button aria-label={text('tokens.revokeOf', { name })} onClick={onRevoke}>
        {text('tokens.revoke')}
      </Button>
    </li>
  );
}
