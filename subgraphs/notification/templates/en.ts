import type { LanguageTemplates } from './template.js';

/** English. */
export const english: LanguageTemplates = {
  kinds: {
    EVENT_REMINDER: {
      IN_APP: { title: 'Reminder: {{event}}', body: '{{event}} begins{{#if when}} on {{when}}{{else}} soon{{/if}}.' },
      EMAIL: {
        subject: 'Reminder: {{event}}',
        body: '{{event}} begins{{#if when}} on {{when}}{{else}} soon{{/if}}.\n\nCalendar: {{calendar}}',
      },
    },
    EVENT_CREATED: {
      IN_APP: {
        title: 'New event: {{event}}',
        body: '{{actor}} added {{event}} to {{calendar}}{{#if when}}: {{when}}{{/if}}.',
      },
      EMAIL: {
        subject: 'New event: {{event}}',
        body: '{{actor}} added {{event}} to {{calendar}}{{#if when}}: {{when}}{{/if}}.',
      },
    },
    EVENT_UPDATED: {
      IN_APP: { title: 'Changed: {{event}}', body: '{{actor}} changed {{event}}{{#if when}}. It begins on {{when}}{{/if}}.' },
      EMAIL: {
        subject: 'Changed: {{event}}',
        body: '{{actor}} changed {{event}} in {{calendar}}.{{#if when}}\n\nIt begins on {{when}}.{{/if}}',
      },
    },
    EVENT_CANCELLED: {
      IN_APP: { title: 'Cancelled: {{event}}', body: '{{event}}{{#if when}} on {{when}}{{/if}} was cancelled by {{actor}}.' },
      EMAIL: {
        subject: 'Cancelled: {{event}}',
        body: '{{event}}{{#if when}} on {{when}}{{/if}} was cancelled by {{actor}}. There is nothing that you need to do.',
      },
    },
    CALENDAR_JOINED: {
      IN_APP: { title: '{{actor}} joined {{calendar}}', body: '{{actor}} is now a member of {{calendar}}.' },
      EMAIL: { subject: '{{actor}} joined {{calendar}}', body: '{{actor}} is now a member of {{calendar}}.' },
    },
    BOOKING_CONFIRMED: {
      IN_APP: { title: 'Booked: {{event}}', body: 'You have a seat at {{event}}{{#if when}} on {{when}}{{/if}}.' },
      EMAIL: { subject: 'Booked: {{event}}', body: 'You have a seat at {{event}}{{#if when}} on {{when}}{{/if}}.' },
    },
    BOOKING_CANCELLED: {
      IN_APP: {
        title: 'Booking cancelled: {{event}}',
        body: 'Your booking for {{event}}{{#if when}} on {{when}}{{/if}} was cancelled.',
      },
      EMAIL: {
        subject: 'Booking cancelled: {{event}}',
        body: 'Your booking for {{event}}{{#if when}} on {{when}}{{/if}} was cancelled.',
      },
    },
    BOOKING_RECEIVED: {
      IN_APP: { title: 'New booking: {{event}}', body: '{{actor}} booked {{event}}{{#if when}} on {{when}}{{/if}}.' },
      EMAIL: { subject: 'New booking: {{event}}', body: '{{actor}} booked {{event}}{{#if when}} on {{when}}{{/if}}.' },
    },
    WAITLIST_OFFERED: {
      IN_APP: {
        title: 'A seat came free: {{event}}',
        body: 'A seat at {{event}}{{#if when}} on {{when}}{{/if}} is kept for you{{#if until}} until {{until}}{{/if}}.',
      },
      EMAIL: {
        subject: 'A seat came free: {{event}}',
        body: 'A seat at {{event}}{{#if when}} on {{when}}{{/if}} came free.\n\nIt is kept for you{{#if until}} until {{until}}{{/if}}: confirm it by then, or it goes to whoever is next.',
      },
    },
    WAITLIST_EXPIRED: {
      IN_APP: {
        title: 'The offer has ended: {{event}}',
        body: 'The seat at {{event}}{{#if when}} on {{when}}{{/if}} was not confirmed in time and went on to others.',
      },
      EMAIL: {
        subject: 'The offer has ended: {{event}}',
        body: 'The seat at {{event}}{{#if when}} on {{when}}{{/if}} was not confirmed in time and went on to others.',
      },
    },
  },
  layout: {
    greeting: 'Hello {{name}},',
    greetingWithoutName: 'Hello,',
    button: 'Open Convene',
    footer: 'You get this message because of your account at Convene.',
  },
  unknown: { event: 'An event', calendar: 'a calendar', actor: 'Somebody' },
};
