import { graphql } from '../../__generated__/index.js';

/** Opens a session. */
export const SignIn = graphql(`
  mutation SignIn($input: LoginInput!) {
    login(input: $input) {
      accessToken
      expiresIn
      refreshToken
    }
  }
`);

/** Makes an account, and opens a session. */
export const Register = graphql(`
  mutation Register($input: RegisterInput!) {
    register(input: $input) {
      accessToken
      expiresIn
      refreshToken
    }
  }
`);

/** Mails the link once more. */
export const ResendVerification = graphql(`
  mutation ResendVerification {
    resendEmailVerification {
      accepted
    }
  }
`);

/** Takes an address as one's own. What is private reads null to who is not signed in. */
export const VerifyEmail = graphql(`
  mutation VerifyEmail($token: String!) {
    verifyEmail(token: $token) {
      id
      email
      emailVerified
    }
  }
`);

/** Mails a link to choose another password. */
export const ForgotPassword = graphql(`
  mutation ForgotPassword($email: String!) {
    requestPasswordReset(email: $email) {
      accepted
    }
  }
`);

/** Sets another password by the mailed link. */
export const ResetPassword = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
      accepted
    }
  }
`);
