import Handlebars from 'handlebars';
import type { Facts, SentKind } from '../domain/notification.js';
import type { Person } from '../domain/person.js';
import { german } from './de.js';
import { english } from './en.js';
import { mailHtml, mailText } from './layout.js';
import type { LanguageTemplates, Words } from './template.js';
import { dayInWords, instantInWords } from './when.js';

/** A mail ready to be sent. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Puts facts into a person's language and zone. Names come in as data: nothing in them is ever run as a template. */
export interface Renderer {
  inApp(kind: SentKind, facts: Facts, person: Person): { title: string; body: string };
  mail(kind: SentKind, facts: Facts, person: Person): RenderedMail;
}

/** A renderer whose links begin with `publicUrl`. Templates are compiled once, when they are first used. */
export function createRenderer(publicUrl: string): Renderer {
  const compiled = new Map<string, Handlebars.TemplateDelegate<Words>>();
  const fill = (template: string, words: Words): string => {
    let run = compiled.get(template);
    if (!run) {
      run = Handlebars.compile<Words>(template, { noEscape: true, strict: true });
      compiled.set(template, run);
    }
    return run(words);
  };

  return {
    inApp(kind, facts, person) {
      const language = languageOf(person.locale);
      const words = wordsOf(facts, person, language, publicUrl);
      const { title, body } = language.kinds[kind].IN_APP;
      return { title: oneLine(fill(title, words)), body: fill(body, words) };
    },
    mail(kind, facts, person) {
      const language = languageOf(person.locale);
      const words = wordsOf(facts, person, language, publicUrl);
      const { subject, body } = language.kinds[kind].EMAIL;
      const { layout } = language;
      const parts = {
        language: language === german ? 'de' : 'en',
        subject: oneLine(fill(subject, words)),
        greeting: fill(words.name === '' ? layout.greetingWithoutName : layout.greeting, words),
        paragraphs: fill(body, words).split('\n\n'),
        button: layout.button,
        url: words.url,
        footer: layout.footer,
      };
      return { subject: parts.subject, text: mailText(parts), html: mailHtml(parts) };
    },
  };
}

const languageOf = (locale: string): LanguageTemplates => (/^de\b/i.test(locale) ? german : english);

function wordsOf(facts: Facts, person: Person, language: LanguageTemplates, publicUrl: string): Words {
  const { locale, timeZone } = person;
  const instant = (iso: string | undefined): string => (iso ? instantInWords(new Date(iso), locale, timeZone) : '');
  return {
    event: facts.eventTitle ?? language.unknown.event,
    calendar: facts.calendarName ?? language.unknown.calendar,
    actor: facts.actorName || language.unknown.actor,
    when: facts.startsOn ? dayInWords(facts.startsOn, locale) : instant(facts.startsAt),
    until: instant(facts.heldUntil),
    name: person.fullName,
    url: `${publicUrl}/`,
  };
}

/** Subjects are headers: a line break in a title must not begin another. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
