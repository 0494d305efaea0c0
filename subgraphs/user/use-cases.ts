import { createSetUserActive, createSetUserRole } from './usecases/administer-account.js';
import { createBeginTwoFactor } from './usecases/begin-two-factor.js';
import { createChangePassword } from './usecases/change-password.js';
import { createConfirmTwoFactor } from './usecases/confirm-two-factor.js';
import { createDisableTwoFactor } from './usecases/disable-two-factor.js';
import { createEndSession, createLogout, createLogoutEverywhere } from './usecases/end-sessions.js';
import { createCreateScriptToken } from './usecases/create-script-token.js';
import { createLogin } from './usecases/login.js';
import type { Needs } from './usecases/needs.js';
import { createRefreshSession } from './usecases/refresh-session.js';
import { createRegister } from './usecases/register.js';
import { createRequestEmailChange } from './usecases/request-email-change.js';
import { createRequestPasswordReset } from './usecases/request-password-reset.js';
import { createResendEmailVerification } from './usecases/resend-email-verification.js';
import { createResetPassword } from './usecases/reset-password.js';
import { createRevokeScriptToken } from './usecases/revoke-script-token.js';
import type { LoginLookup, Transact, UserStore } from './usecases/store.js';
import { createUpdateProfile } from './usecases/update-profile.js';
import { createVerifyEmail } from './usecases/verify-email.js';

/** Everything that a resolver can have done. */
export type UseCases = ReturnType<typeof createUseCases>;

interface Given extends Needs {
  readonly transact: Transact<UserStore>;
  /** The same for what anybody may have done, over a share of the connections. */
  readonly strangers: { readonly transact: Transact<UserStore>; readonly lookup: LoginLookup };
}

/** Gives each use case what it needs. */
export const createUseCases = ({ strangers, ...needs }: Given) => ({
  register: createRegister({ ...needs, ...strangers }),
  login: createLogin({ ...needs, ...strangers }),
  refreshSession: createRefreshSession(needs),
  logout: createLogout(needs),
  logoutEverywhere: createLogoutEverywhere(needs),
  endSession: createEndSession(needs),
  verifyEmail: createVerifyEmail({ ...needs, ...strangers }),
  resendEmailVerification: createResendEmailVerification(needs),
  requestEmailChange: createRequestEmailChange(needs),
  requestPasswordReset: createRequestPasswordReset({ ...needs, ...strangers }),
  resetPassword: createResetPassword({ ...needs, ...strangers }),
  changePassword: createChangePassword(needs),
  beginTwoFactor: createBeginTwoFactor(needs),
  confirmTwoFactor: createConfirmTwoFactor(needs),
  disableTwoFactor: createDisableTwoFactor(needs),
  createScriptToken: createCreateScriptToken(needs),
  revokeScriptToken: createRevokeScriptToken(needs),
  updateProfile: createUpdateProfile(needs),
  setUserRole: createSetUserRole(needs),
  setUserActive: createSetUserActive(needs),
});
