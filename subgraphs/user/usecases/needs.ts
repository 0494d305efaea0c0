import type { Afterwards } from '../../../platform/afterwards.js';
import type { Clock } from '../../../platform/clock.js';
import type { Ids } from '../../../platform/ids.js';
import type { PostOffice } from '../mail/post-office.js';
import type { AccessTokens } from '../security/access-tokens.js';
import type { Passwords } from '../security/passwords.js';
import type { Sealer } from '../security/sealer.js';
import type { Throttle } from '../security/throttle.js';

/** What use cases are given, apart from their store; each names the few that it needs. */
export interface Needs {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  readonly sealer: Sealer;
  readonly afterwards: Pick<Afterwards, 'do'>;
  readonly accessTokens: AccessTokens;
  readonly post: Pick<PostOffice, 'send'>;
  /** Tells whoever caches sessions that these have ended or changed. After the commit. */
  readonly tellSessions: (sessionIds: readonly string[]) => void;
}
