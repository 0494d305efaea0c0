/** Who asks, in the order of the columns. All but nobody have an account. */
export const PEOPLE = [
  /** No token at all. */
  'nobody',
  /** Belongs to the calendars (VIEWER), has booked, is reminded; the owner of what is one person's own. */
  'member',
  /** Signed in, and has nothing to do with any of it. */
  'other',
  /** Owns the calendars and runs the events. */
  'organizer',
  /** An ADMIN who has nothing to do with any of it. */
  'administrator',
  /** The member's token for a script, with every scope but the one that the field wants. */
  'script',
] as const;
export type Person = (typeof PEOPLE)[number];

/** Somebody with an account of their own, and sessions. */
export type Holder = Exclude<Person, 'nobody' | 'script'>;

/** What one of them gets. */
export const ANSWERS = {
  V: 'a value',
  e: 'an empty list, or a page without anything on it',
  M: 'a value that is masked',
  '0': 'null, without an error',
  U: 'UNAUTHENTICATED: somebody has to be signed in',
  F: 'FORBIDDEN',
  N: 'NOT_FOUND',
  C: 'CONFLICT: let through, and refused by the state of things',
  A: 'let through, and refused for what was sent',
  '-': 'nothing: no way leads this person to the object',
} as const;
export type Answer = keyof typeof ANSWERS;

/**
 * One line of the table: an answer for each of PEOPLE, such as 'U V 0 V 0 0'; or a word for fields that decide nothing by
 * themselves: `shown`, a value for whoever gets to the object; `data`, value or null as things stand, for the same.
 */
export type Row = string;

/** The fields of one type. */
export type TypeTable = Readonly<Record<string, Row>>;
export type Table = Readonly<Record<string, TypeTable>>;

/** The answers of a row, by person. @throws for a row that is none. */
export function answersOf(row: Row): Readonly<Record<Person, Answer>> {
  const answers = row.split(' ');
  if (answers.length !== PEOPLE.length || !answers.every((answer) => answer in ANSWERS)) throw new Error(`“${row}” is no row of the table.`);
  return Object.fromEntries(PEOPLE.map((person, index) => [person, answers[index]])) as Record<Person, Answer>;
}

/** Whether a row is a word instead of answers. */
export const isWord = (row: Row): row is 'shown' | 'data' => row === 'shown' || row === 'data';
