import { randomBytes } from 'node:crypto';
import { CallerError, forbidden } from '../../../platform/errors.js';
import { hashOfScriptToken, SCRIPT_TOKEN_PREFIX } from '../../../platform/identity/script-tokens.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { TokenScope } from '../domain/scopes.js';
import { MOST_SCRIPT_TOKENS, scopeBeyond, tokenExpiryFault, tokenNameFault, type ScriptToken } from '../domain/script-token.js';
import { securityEvent } from '../domain/security-event.js';
import type { Device } from '../domain/session.js';
import { InputCheck } from './input-check.js';
import type { Needs } from './needs.js';
import { lockSignedIn } from './signed-in-account.js';
import type { Transact, UserStore } from './store.js';

/** What a token is to be. */
export interface NewScriptToken {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly expiresAt: Date | null;
}

type Store = Pick<UserStore, 'lockAccount' | 'insertScriptToken' | 'liveScriptTokenIds' | 'logSecurity'>;

/**
 * Makes a token for a script of the viewer. Its secret is in this answer and nowhere else: what is kept is a hash.
 * @throws BAD_USER_INPUT for a bad name, no scope or an end that has passed; FORBIDDEN for a scope that the viewer's role
 * does not allow; CONFLICT for one token too many.
 */
export const createCreateScriptToken =
  ({ transact, clock, ids }: Pick<Needs, 'clock' | 'ids'> & { transact: Transact<Store> }) =>
  async (viewer: Viewer | null, input: NewScriptToken, device: Device): Promise<{ token: ScriptToken; secret: string }> => {
    const now = clock.now();
    new InputCheck()
      .add('name', tokenNameFault(input.name))
      .add('scopes', input.scopes.length === 0 ? 'A token may do something.' : null)
      .add('expiresAt', tokenExpiryFault(input.expiresAt, now))
      .end();
    const secret = `${SCRIPT_TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
    const token = await transact(async (store) => {
      const account = await lockSignedIn(store, viewer);
      const beyond = scopeBeyond(account.role, input.scopes);
      if (beyond !== null) throw forbidden(`Your role does not allow the scope ${beyond}.`);
      if ((await store.liveScriptTokenIds(account.id, now)).length >= MOST_SCRIPT_TOKENS) throw tooMany();
      const made: ScriptToken = {
        id: ids.next(),
        accountId: account.id,
        name: input.name.trim(),
        scopes: [...new Set(input.scopes)],
        createdAt: now,
        expiresAt: input.expiresAt,
        lastUsedAt: null,
      };
      await store.insertScriptToken(made, Buffer.from(hashOfScriptToken(secret), 'base64url'));
      await store.logSecurity(securityEvent(account.id, 'TOKEN_CREATED', now, device));
      return made;
    });
    return { token, secret };
  };

const tooMany = (): CallerError =>
  new CallerError('CONFLICT', `There are ${String(MOST_SCRIPT_TOKENS)} tokens already. End one that is not used any more.`);
