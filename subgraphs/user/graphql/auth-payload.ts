import { viewOfSelf, type AccountView } from '../domain/account-view.js';
import type { SignedIn } from '../usecases/sign-in.js';

/** The answer to whoever has just signed in: all of their own account, and the tokens. */
export const authPayload = ({
  account,
  accessToken,
  expiresIn,
  refreshToken,
}: SignedIn): { user: AccountView; accessToken: string; expiresIn: number; refreshToken: string } => ({
  user: viewOfSelf(account),
  accessToken,
  expiresIn,
  refreshToken,
});
