import { graphql } from '../__generated__/index.js';

/** Who is signed in, as every page needs it. */
export const Viewer = graphql(`
  query Viewer {
    me {
      id
      fullName
      username
      email
      emailVerified
      timeZone
      locale
    }
  }
`);
