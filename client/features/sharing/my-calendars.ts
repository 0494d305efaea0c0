import type { ApolloCache } from '@apollo/client';

/** Has the list of somebody's calendars read again where it is next shown: one came or went. */
export function forgetMyCalendars(cache: ApolloCache, userId: string): void {
  cache.modify({ id: cache.identify({ __typename: 'User', id: userId }), fields: { calendars: (_list, { DELETE }) => DELETE } });
}
