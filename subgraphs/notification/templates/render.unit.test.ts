import { describe, expect, it } from '@jest/globals';
import type { SentKind } from '../domain/notification.js';
import { unknownPerson, type Person } from '../domain/person.js';
import { english } from './en.js';
import { createRenderer } from './render.js';

const renderer = createRenderer('https://convene.example');
const ada: Person = { ...unknownPerson('ada'), fullName: 'Ada', timeZone: 'Europe/Berlin' };
const facts = { eventTitle: 'Chess', calendarName: 'Club', actorName: 'Grace', startsAt: '2026-11-20T17:00:00Z' };

describe('a message', () => {
  it('tells the time by the wall clock and in the language of who reads it', () => {
    expect(renderer.inApp('EVENT_REMINDER', facts, ada).body).toMatch(/^Chess begins on Friday, November 20, 2026 at 6:00\sPM GMT\+1\.$/u);
    expect(renderer.inApp('EVENT_REMINDER', facts, { ...ada, locale: 'de-DE' })).toEqual({
      title: 'Erinnerung: Chess',
      body: 'Chess beginnt am Freitag, 20. November 2026 um 18:00 MEZ.',
    });
  });

  it('tells an all-day event by its day alone', () => {
    const allDay = { eventTitle: 'Fair', startsOn: '2026-11-20' };
    expect(renderer.inApp('EVENT_REMINDER', allDay, { ...ada, timeZone: 'America/New_York' }).body).toBe(
      'Fair begins on Friday, November 20, 2026.',
    );
  });

  it('has words for every kind, in every language, also when little is known', () => {
    for (const kind of Object.keys(english.kinds) as SentKind[]) {
      for (const locale of ['en', 'de', 'xx-unknown-locale-', 'fr']) {
        const person = { ...unknownPerson('x'), locale, timeZone: 'Nowhere/At_All' };
        expect(renderer.inApp(kind, {}, person).title).not.toBe('');
        const mail = renderer.mail(kind, { ...facts, heldUntil: facts.startsAt }, person);
        for (const part of [mail.subject, mail.text, mail.html]) expect(part).not.toMatch(/\{\{|undefined|null/);
      }
    }
  });
});

describe('a mail', () => {
  const hostile = { ...facts, eventTitle: 'A <b>&"party"\r\nBcc: all@example.org {{actor}}' };

  it('escapes names in HTML, and runs nothing in them as a template', () => {
    const { html } = renderer.mail('EVENT_REMINDER', hostile, ada);
    expect(html).toContain('A &lt;b&gt;&amp;&quot;party&quot;');
    expect(html).toContain('{{actor}}');
    expect(html).not.toContain('<b>');
  });

  it('keeps its subject in one line', () => {
    const { subject } = renderer.mail('EVENT_REMINDER', hostile, ada);
    expect(subject).toBe('Reminder: A <b>&"party" Bcc: all@example.org {{actor}}');
  });

  it('greets, says where to go, and has a text that says the same', () => {
    const { text, html } = renderer.mail('EVENT_REMINDER', facts, ada);
    for (const part of [text, html]) {
      expect(part).toContain('Hello Ada,');
      expect(part).toContain('https://convene.example/');
      expect(part).toContain('Calendar: Club');
    }
  });
});
