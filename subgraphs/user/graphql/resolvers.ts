import { DateTimeScalar } from '../../../platform/graphql/scalars.js';
import type { Resolvers } from './__generated__/resolvers.js';
import { beginTwoFactor } from './mutation/beginTwoFactor.js';
import { changePassword } from './mutation/changePassword.js';
import { confirmTwoFactor } from './mutation/confirmTwoFactor.js';
import { createAccessToken } from './mutation/createAccessToken.js';
import { disableTwoFactor } from './mutation/disableTwoFactor.js';
import { endSession } from './mutation/endSession.js';
import { login } from './mutation/login.js';
import { logout } from './mutation/logout.js';
import { logoutEverywhere } from './mutation/logoutEverywhere.js';
import { refreshSession } from './mutation/refreshSession.js';
import { register } from './mutation/register.js';
import { requestEmailChange } from './mutation/requestEmailChange.js';
import { requestPasswordReset } from './mutation/requestPasswordReset.js';
import { resendEmailVerification } from './mutation/resendEmailVerification.js';
import { resetPassword } from './mutation/resetPassword.js';
import { revokeAccessToken } from './mutation/revokeAccessToken.js';
import { setUserActive } from './mutation/setUserActive.js';
import { setUserRole } from './mutation/setUserRole.js';
import { updateProfile } from './mutation/updateProfile.js';
import { verifyEmail } from './mutation/verifyEmail.js';
import { user } from './query/user.js';
import { userByUsername } from './query/userByUsername.js';
import { users } from './query/users.js';
import { Session } from './Session.js';
import { TimeZone } from './time-zone.js';
import { User } from './User.js';

/** Everything that the user subgraph answers. */
export const resolvers: Resolvers = {
  DateTime: DateTimeScalar,
  TimeZone,
  Query: {
    user,
    userByUsername,
    users,
  },
  Mutation: {
    beginTwoFactor,
    changePassword,
    confirmTwoFactor,
    createAccessToken,
    disableTwoFactor,
    endSession,
    login,
    logout,
    logoutEverywhere,
    refreshSession,
    register,
    requestEmailChange,
    requestPasswordReset,
    resendEmailVerification,
    resetPassword,
    revokeAccessToken,
    setUserActive,
    setUserRole,
    updateProfile,
    verifyEmail,
  },
  User,
  Session,
};
