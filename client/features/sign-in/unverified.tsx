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
    <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b border-line bg-warn-wash px-4 py-1 max-sm:pt-2.5 text-center text-sm text-warn">
      <p>{text('banner.words', { email: email ?? '' })}</p>
      <Resend look="quiet" className="min-h-8 text-warn underline" />
    </div>
  );
}
