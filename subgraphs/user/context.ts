import type { Clock } from '../../platform/clock.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { createLoader, type Loader } from '../../platform/subgraph/loaders.js';
import type { RequestIdentity } from '../../platform/subgraph/transport.js';
import type { Account } from './domain/account.js';
import { UNPRINTABLE } from './domain/printable.js';
import type { Device } from './domain/session.js';
import type { Throttle } from './security/throttle.js';
import type { Directory, ScriptTokensOfAccount, SessionsOfAccount } from './store/directory.js';
import type { UseCases } from './use-cases.js';

/** What the resolvers of one request share. */
export interface UserContext {
  readonly viewer: Viewer | null;
  readonly requestId: string;
  readonly device: Device;
  readonly accounts: Loader<string, Account>;
  readonly sessionsOf: Loader<string, SessionsOfAccount>;
  /** Those whose second factor is in effect. */
  readonly twoFactorOf: Loader<string, { readonly accountId: string }>;
  readonly scriptTokensOf: Loader<string, ScriptTokensOfAccount>;
  readonly directory: Directory;
  readonly throttle: Pick<Throttle, 'lookup'>;
  readonly useCases: UseCases;
}

const USER_AGENT_LENGTH = 400;

/** Makes the context of each request. */
export const createContextOf =
  ({ directory, throttle, useCases, clock }: Pick<UserContext, 'directory' | 'throttle' | 'useCases'> & { clock: Clock }) =>
  (identity: RequestIdentity): UserContext => ({
    viewer: identity.viewer,
    requestId: identity.requestId,
    device: {
      userAgent: identity.userAgent?.slice(0, USER_AGENT_LENGTH).replace(new RegExp(UNPRINTABLE, 'gu'), '') ?? null,
      ipAddress: identity.ipAddress ?? null,
      deviceId: identity.deviceId ?? null,
      internal: identity.internal === true,
    },
    accounts: createLoader((ids) => directory.accountsByIds(ids), ({ id }) => id),
    sessionsOf: createLoader((ids) => directory.sessionsOfAccounts(ids, clock.now()), ({ accountId }) => accountId),
    twoFactorOf: createLoader((ids) => directory.twoFactorAccounts(ids), ({ accountId }) => accountId),
    scriptTokensOf: createLoader((ids) => directory.scriptTokensOfAccounts(ids, clock.now()), ({ accountId }) => accountId),
    directory,
    throttle,
    useCases,
  });
