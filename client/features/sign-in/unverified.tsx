import { useApolloClient } from '@apollo/client/react';
import { useEffect } from 'react';
import { Viewer } from '../../session/viewer-query.js';
import { useMe } from '../../session/viewer.js';
import { Resend } from './resend.js';
import { text } from './texts.js';

/** Above every page, until the address is verified; in which tab that happens does not matter. */
export function Unverified() {
  const client = useApolloClient();
  const { email } = useMe();
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void client.query({ query: Viewer, fetchPolicy: 'network-only' }).catch(() => null);
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [client]);
  return (
    <div className="flex items-center justify-center gap-x-3 border-b border-line bg-warn-wash px-4 py-1 text-sm text-warn">
      <p className="line-clamp-2 min-w-0 break-words" title={email ?? undefined}>
        {text('banner.words', { email: email ?? '' })}
      </p>
      <Resend look="quiet" className="-mr-2 min-h-9 shrink-0 px-2 text-warn underline" words={text('banner.resend')} />
    </div>
  );
}
