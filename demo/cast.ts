/** Somebody in the demo. */
export interface DemoPerson {
  readonly username: string;
  readonly fullName: string;
  readonly locale: string;
  readonly timeZone: string;
}

/** Opens both printed logins, and every other account of the demo. */
export const DEMO_PASSWORD = 'let us convene';

const person = (username: string, fullName: string, locale = 'en', timeZone = 'Europe/Berlin'): DemoPerson => ({
  username,
  fullName,
  locale,
  timeZone,
});

/** In this order they register; the first two are the logins that are printed. */
export const CAST: readonly DemoPerson[] = [
  person('mara', 'Mara Lindqvist'),
  person('jonas', 'Jonas Weber', 'de'),
  person('amina', 'Amina Diallo'),
  person('tomas', 'Tomáš Novák'),
  person('priya', 'Priya Raman', 'en', 'Europe/London'),
  person('luis', 'Luis Ferreira', 'en', 'Europe/Lisbon'),
  person('hanna', 'Hanna Schäfer', 'de'),
  person('yuki', 'Yuki Tanaka', 'en', 'Asia/Tokyo'),
];

/** Registers last of all: who is there proves that the demo was filled to the end. */
export const LAST_TO_COME = person('oskar', 'Oskar Lindqvist');

export const emailOf = ({ username }: DemoPerson): string => `${username}@example.org`;
