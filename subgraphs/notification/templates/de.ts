import type { LanguageTemplates } from './template.js';

/** German. */
export const german: LanguageTemplates = {
  kinds: {
    EVENT_REMINDER: {
      IN_APP: { title: 'Erinnerung: {{event}}', body: '{{event}} beginnt{{#if when}} am {{when}}{{else}} bald{{/if}}.' },
      EMAIL: {
        subject: 'Erinnerung: {{event}}',
        body: '{{event}} beginnt{{#if when}} am {{when}}{{else}} bald{{/if}}.\n\nKalender: {{calendar}}',
      },
    },
    EVENT_CREATED: {
      IN_APP: {
        title: 'Neuer Termin: {{event}}',
        body: '{{actor}} hat {{event}} eingetragen ({{calendar}}){{#if when}}: {{when}}{{/if}}.',
      },
      EMAIL: {
        subject: 'Neuer Termin: {{event}}',
        body: '{{actor}} hat {{event}} eingetragen ({{calendar}}){{#if when}}: {{when}}{{/if}}.',
      },
    },
    EVENT_UPDATED: {
      IN_APP: { title: 'Geändert: {{event}}', body: '{{actor}} hat {{event}} geändert{{#if when}}. Beginn: {{when}}{{/if}}.' },
      EMAIL: {
        subject: 'Geändert: {{event}}',
        body: '{{actor}} hat {{event}} geändert ({{calendar}}).{{#if when}}\n\nBeginn: {{when}}.{{/if}}',
      },
    },
    EVENT_CANCELLED: {
      IN_APP: { title: 'Abgesagt: {{event}}', body: '{{actor}} hat {{event}}{{#if when}} am {{when}}{{/if}} abgesagt.' },
      EMAIL: {
        subject: 'Abgesagt: {{event}}',
        body: '{{actor}} hat {{event}}{{#if when}} am {{when}}{{/if}} abgesagt. Du musst nichts weiter tun.',
      },
    },
    CALENDAR_JOINED: {
      IN_APP: { title: '{{actor}} ist dabei: {{calendar}}', body: '{{actor}} ist jetzt Mitglied ({{calendar}}).' },
      EMAIL: { subject: '{{actor}} ist dabei: {{calendar}}', body: '{{actor}} ist jetzt Mitglied ({{calendar}}).' },
    },
    BOOKING_CONFIRMED: {
      IN_APP: { title: 'Gebucht: {{event}}', body: 'Du hast einen Platz: {{event}}{{#if when}} am {{when}}{{/if}}.' },
      EMAIL: { subject: 'Gebucht: {{event}}', body: 'Du hast einen Platz: {{event}}{{#if when}} am {{when}}{{/if}}.' },
    },
    BOOKING_CANCELLED: {
      IN_APP: {
        title: 'Buchung storniert: {{event}}',
        body: 'Deine Buchung für {{event}}{{#if when}} am {{when}}{{/if}} wurde storniert.',
      },
      EMAIL: {
        subject: 'Buchung storniert: {{event}}',
        body: 'Deine Buchung für {{event}}{{#if when}} am {{when}}{{/if}} wurde storniert.',
      },
    },
    BOOKING_RECEIVED: {
      IN_APP: { title: 'Neue Buchung: {{event}}', body: '{{actor}} hat gebucht: {{event}}{{#if when}} am {{when}}{{/if}}.' },
      EMAIL: { subject: 'Neue Buchung: {{event}}', body: '{{actor}} hat gebucht: {{event}}{{#if when}} am {{when}}{{/if}}.' },
    },
    WAITLIST_OFFERED: {
      IN_APP: {
        title: 'Ein Platz ist frei: {{event}}',
        body: 'Ein Platz bei {{event}}{{#if when}} am {{when}}{{/if}} ist{{#if until}} bis {{until}}{{/if}} für dich reserviert.',
      },
      EMAIL: {
        subject: 'Ein Platz ist frei: {{event}}',
        body: 'Bei {{event}}{{#if when}} am {{when}}{{/if}} ist ein Platz frei geworden.\n\nEr ist{{#if until}} bis {{until}}{{/if}} für dich reserviert. Bestätige ihn bis dahin, sonst geht er an die nächste Person.',
      },
    },
    WAITLIST_EXPIRED: {
      IN_APP: {
        title: 'Das Angebot ist abgelaufen: {{event}}',
        body: 'Der Platz bei {{event}}{{#if when}} am {{when}}{{/if}} wurde nicht rechtzeitig bestätigt und weitergegeben.',
      },
      EMAIL: {
        subject: 'Das Angebot ist abgelaufen: {{event}}',
        body: 'Der Platz bei {{event}}{{#if when}} am {{when}}{{/if}} wurde nicht rechtzeitig bestätigt und weitergegeben.',
      },
    },
  },
  layout: {
    greeting: 'Hallo {{name}},',
    greetingWithoutName: 'Hallo,',
    button: 'Convene öffnen',
    footer: 'Du bekommst diese Nachricht, weil du ein Konto bei Convene hast.',
  },
  unknown: { event: 'Ein Termin', calendar: 'ein Kalender', actor: 'Jemand' },
};
