import { useApolloClient, useMutation } from '@apollo/client/react';
import type { ReactNode } from 'react';
import { graphql } from '../__generated__/index.js';
import { Button } from '../design/controls.js';
import { LeaveIcon, Mark } from '../design/icons.js';
import { useOnline } from '../graph/connection.js';
import { text } from '../i18n/text.js';
import { dropTokens } from '../session/tokens.js';
import { useMe } from '../session/viewer.js';

const SignOut = graphql(`
  mutation SignOut {
    logout {
      endedSessions
    }
  }
`);

/** What stands around every page of somebody who is signed in. `bell` comes from the inbox. */
export function Shell({ bell, children }: { bell: ReactNode; children: ReactNode }) {
  const online = useOnline();
  const me = useMe();
  return (
    <div className="flex h-full flex-col">
      <a href="#content" className="sr-only focus:not-sr-only focus:p-2">
        {text('app.skip')}
      </a>
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line bg-surface px-3 sm:px-5">
        <a href="/" className="flex items-center gap-2 font-semibold">
          <Mark /> Convene
        </a>
        <span className="ml-auto hidden text-soft sm:inline">{me.fullName}</span>
        <span className="ml-auto sm:ml-2">{bell}</span>
        <SignOutButton />
      </header>
      {!online && (
        <p role="status" className="bg-warn-wash px-4 py-1.5 text-center text-warn">
          {text('app.offline')}
        </p>
      )}
      <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-auto">
        {children}
      </main>
    </div>
  );
}

function SignOutButton() {
  const client = useApolloClient();
  const [signOut] = useMutation(SignOut);
  const leave = async (): Promise<void> => {
    // Out of reach, the session ends by itself; this browser forgets it in any case.
    await signOut().catch(() => null);
    dropTokens();
    await client.clearStore();
  };
  return (
    <Button look="quiet" className="px-2.5" aria-label={text('app.signOut')} title={text('app.signOut')} onClick={leave}>
      <LeaveIcon />
    </Button>
  );
}
