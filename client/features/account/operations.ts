import { graphql } from '../../__generated__/index.js';

/** What the account's settings show of the person. */
export const Account = graphql(`
  query Account {
    me {
      ...ViewerFields
      createdAt
      twoFactorEnabled
    }
  }
`);

/** Where the account is signed in. */
export const Devices = graphql(`
  query Devices {
    me {
      id
      sessions {
        id
        createdAt
        lastUsedAt
        userAgent
        ipAddress
        current
      }
    }
  }
`);

/** What scripts may ask in the account's name. */
export const Tokens = graphql(`
  query Tokens {
    me {
      id
      role
      accessTokens {
        id
        name
        scopes
        createdAt
        expiresAt
        lastUsedAt
      }
    }
  }
`);

/** What has happened to the account, newest first. */
export const Activity = graphql(`
  query Activity($after: String) {
    me {
      id
      securityLog(first: 20, after: $after) {
        edges {
          node {
            id
            kind
            at
            ipAddress
            userAgent
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** Changes what a person says of themselves. */
export const UpdateProfile = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      id
      fullName
      timeZone
      locale
    }
  }
`);

/** Mails the new address a link, by which it counts. */
export const RequestEmailChange = graphql(`
  mutation RequestEmailChange($email: String!, $password: String!) {
    requestEmailChange(email: $email, password: $password) {
      accepted
    }
  }
`);

/** Ends every session, and opens another one here. */
export const ChangePassword = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      accessToken
      expiresIn
      refreshToken
    }
  }
`);

/** Answers with what an authenticator needs. */
export const BeginTwoFactor = graphql(`
  mutation BeginTwoFactor($password: String!) {
    beginTwoFactor(password: $password) {
      secret
      uri
    }
  }
`);

/** Turns two-factor login on, and answers with recovery codes. */
export const ConfirmTwoFactor = graphql(`
  mutation ConfirmTwoFactor($code: String!) {
    confirmTwoFactor(code: $code)
  }
`);

/** Turns it off. */
export const DisableTwoFactor = graphql(`
  mutation DisableTwoFactor($password: String!, $code: String!) {
    disableTwoFactor(password: $password, code: $code) {
      id
      twoFactorEnabled
    }
  }
`);

/** Signs one device out. */
export const EndSession = graphql(`
  mutation EndSession($id: ID!) {
    endSession(id: $id) {
      endedSessions
    }
  }
`);

/** Signs every device out, this one too. */
export const LogoutEverywhere = graphql(`
  mutation LogoutEverywhere {
    logoutEverywhere {
      endedSessions
    }
  }
`);

/** Makes a script's token; its secret is shown once. */
export const CreateAccessToken = graphql(`
  mutation CreateAccessToken($input: CreateAccessTokenInput!) {
    createAccessToken(input: $input) {
      accessToken {
        id
        name
      }
      secret
    }
  }
`);

/** Ends a script's token. */
export const RevokeAccessToken = graphql(`
  mutation RevokeAccessToken($id: ID!) {
    revokeAccessToken(id: $id) {
      id
    }
  }
`);
