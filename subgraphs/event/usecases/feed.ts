/** Where a member's feed lies, beneath the public address. */
export const feedPath = (token: string): string => `/calendars/${token}.ics`;
