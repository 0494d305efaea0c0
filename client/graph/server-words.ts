import { language, type Language } from '../i18n/language.js';

/** What the server says about an input, and how we say it. Null: its English is good enough for people. */
type Wording = readonly [said: RegExp, en: string | null, de: string];

/** Words between backticks are names of the API, which nobody has to know. `$1` is what stood in brackets. */
const WORDINGS: readonly Wording[] = [
  [/^`\w+` must not be empty\.$|^A name is not empty\.$|^`\w+` can't be cleared\.$/, 'This can’t be empty.', 'Das darf nicht leer sein.'],
  [/^(?:`\w+`|A name|A reason) has at most ([\d,.]+) characters\.$/, 'At most $1 characters.', 'Höchstens $1 Zeichen.'],
  [/control characters?/, 'There is a character in it that can’t be shown.', 'Ein Zeichen darin lässt sich nicht darstellen.'],
  [/^A username has (\d+) to (\d+) characters\.$/, null, 'Ein Benutzername hat $1 bis $2 Zeichen.'],
  [/^A username has letters/, null, 'Ein Benutzername hat Buchstaben und Ziffern, dazwischen Punkte, Binde- und Unterstriche.'],
  [/^This username is taken\.$/, null, 'Diesen Benutzernamen gibt es schon.'],
  [/^This is not an e-mail address\.$/, null, 'Das ist keine E-Mail-Adresse.'],
  [/^A password has (\d+) to/, 'A password has at least $1 characters.', 'Ein Passwort hat mindestens $1 Zeichen.'],
  [/password.*common|common.*password/i, 'Many people use this password. Choose a rarer one.', 'Dieses Passwort benutzen viele. Wähle ein selteneres.'],
  [/^This link does not work any more/, null, 'Dieser Link gilt nicht mehr. Fordere einen neuen an.'],
  [/^This invitation has expired\.$/, null, 'Diese Einladung ist abgelaufen.'],
  [/^This invitation is used up\.$/, null, 'Diese Einladung ist aufgebraucht.'],
  [/time zone|no zone that/, 'We don’t know this time zone.', 'Diese Zeitzone kennen wir nicht.'],
  [/^A token ends in the future\.$|^`expiresAt` must lie ahead\.$/, 'This has to lie in the future.', 'Das muss in der Zukunft liegen.'],
  [/^`to` must lie after|^The event ends before|^The last day lies before/, 'The end lies before the start.', 'Das Ende liegt vor dem Anfang.'],
  [/^Say (?:when|on which day) the event begins\.$/, null, 'Sag, wann es beginnt.'],
  [/^Say (?:when the event ends|which day is the last one)\.$/, null, 'Sag, wann es endet.'],
  [/^UNTIL lies before/, 'It ends before it first takes place.', 'Die Reihe endet, bevor sie zum ersten Mal stattfindet.'],
  [/^The first start is not one/, 'The first day is not one of those on which it repeats.', 'Der erste Tag ist keiner von denen, an denen es sich wiederholt.'],
  [/^The rule can't follow/, 'The repetition does not go with this start. Choose it anew.', 'Die Wiederholung passt nicht zu diesem Anfang. Wähle sie neu.'],
  [/^A series can't begin in the hour/, 'The clock goes through this hour twice. Begin a series at another time.', 'Diese Stunde gibt es wegen der Zeitumstellung zweimal. Lass die Reihe zu einer anderen Zeit beginnen.'],
  [/^INTERVAL is at most (\d+)\.$/, 'Repeat at most every $1.', 'Höchstens alle $1.'],
  [/^COUNT is at most (\d+)\.$/, 'At most $1 times.', 'Höchstens $1-mal.'],
  [/^`\w+` is from (-?\d+) to (\d+)/, 'From $1 to $2.', 'Von $1 bis $2.'],
  [/^An event lasts at most (\d+) days\.$/, null, 'Eine Veranstaltung dauert höchstens $1 Tage.'],
  [/^Years go from (\d+) to (\d+)\.$/, null, 'Jahre gehen von $1 bis $2.'],
  [/^`joinUrl` begins/, 'A link begins with https:// or http://.', 'Ein Link beginnt mit https:// oder http://.'],
  [/^(?:Ask for at|At) least one seat\.$/, null, 'Mindestens ein Platz.'],
  [/^At most (\d+) seats in one booking\.$/, null, 'Höchstens $1 Plätze in einer Buchung.'],
  [/^At most (\d+) reminders of one event\.$/, null, 'Höchstens $1 Erinnerungen an eine Veranstaltung.'],
  [/^From (\d+) to (\d+) minutes before/, null, 'Von $1 bis $2 Minuten vor dem Anfang.'],
  [/^A reminder needs at least one channel\.$/, 'Choose at least one way to be told.', 'Wähle mindestens einen Weg.'],
  [/^An agenda spans at most (\d+) days\.$/, 'At most $1 days at once.', 'Höchstens $1 Tage auf einmal.'],
];

/** What the server says about an input, in the reader's language where we know the words; else as it stands. */
export function inOurWords(said: string, reader: Language = language()): string {
  for (const [pattern, en, de] of WORDINGS) {
    const found = pattern.exec(said);
    const words = reader === 'de' ? de : en;
    if (found) return words?.replaceAll(/\$(\d)/g, (_whole, place: string) => found[Number(place)] ?? '') ?? said;
  }
  return said;
}
