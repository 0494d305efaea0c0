import type { ApolloClient } from '@apollo/client';
import { graphql } from '../__generated__/index.js';
import { accessToken, dropTokens, sessionState } from './tokens.js';

const SignOut = graphql(`
  mutation SignOut {
    logout {
      endedSessions
    }
  }
`);

/** Signs out here, in all tabs at once; the server hears of it afterwards. Out of its reach the session ends by itself, in time. */
export async function signOut(client: ApolloClient): Promise<void> {
  const token = sessionState() === 'in' ? await accessToken().catch(() => null) : null;
  // First, so that nothing takes the end of the session for an accident.
  dropTokens();
  if (token === null) return;
  const context = { anonymous: true, headers: { authorization: `Bearer ${token}` } };
  void client.mutate({ mutation: SignOut, context }).catch(() => null);
}
