import { graphql } from '../__generated__/index.js';
import type { ViewerQuery } from '../__generated__/graphql.js';

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

/** Who looks at the page. */
export type Me = NonNullable<ViewerQuery['me']>;

/** The zone of the viewer's screens: the profile's, else the browser's. */
export const zoneOf = ({ timeZone }: Me): string => timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
