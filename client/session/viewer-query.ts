import { graphql } from '../__generated__/index.js';
import type { ViewerFieldsFragment } from '../__generated__/graphql.js';

/** Somebody as every page needs them who look at it. */
export const ViewerFields = graphql(`
  fragment ViewerFields on User {
    id
    fullName
    username
    email
    emailVerified
    timeZone
    locale
  }
`);

/** Who is signed in. */
export const Viewer = graphql(`
  query Viewer {
    me {
      ...ViewerFields
    }
  }
`);

/** Who looks at the page. */
export type Me = ViewerFieldsFragment;

/** The zone of the viewer's screens: the profile's, else the browser's. */
export const zoneOf = ({ timeZone }: Me): string => timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
