import type { SentKind } from '../domain/notification.js';

/** The words of one kind on the channels that have words; handlebars, filled with `Words`. */
export interface KindTemplates {
  readonly IN_APP: { readonly title: string; readonly body: string };
  /** The body is plain paragraphs, an empty line between them; the layout makes the mail of them. */
  readonly EMAIL: { readonly subject: string; readonly body: string };
}

/** Everything that is said in one language. */
export interface LanguageTemplates {
  readonly kinds: Readonly<Record<SentKind, KindTemplates>>;
  readonly layout: {
    readonly greeting: string;
    readonly greetingWithoutName: string;
    readonly button: string;
    readonly footer: string;
  };
  /** What stands in place of a name that is not known. */
  readonly unknown: { readonly event: string; readonly calendar: string; readonly actor: string };
}

/** What templates may use, already in the reader's language and zone. */
export interface Words {
  readonly event: string;
  readonly calendar: string;
  readonly actor: string;
  /** When it takes place; empty where that is not known. */
  readonly when: string;
  /** Until when a seat is kept; empty where it is not. */
  readonly until: string;
  readonly name: string;
  readonly url: string;
}
