import type { MailKind } from '../domain/mail.js';
import type { MailFacts } from './write-mail.js';

/** What a mail says, without its form. */
export interface MailWords {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** On the button; empty for a mail without one. */
  readonly action: string;
  readonly footnote: string;
}

type Phrases = Readonly<Record<MailKind, (facts: MailFacts) => MailWords>>;

const en: Phrases = {
  VERIFY_EMAIL: ({ fullName }) => ({
    subject: 'Please verify your e-mail address',
    greeting: `Hello ${fullName},`,
    paragraphs: ['With one click you tell us that this address is yours. Until then we send nothing else to it.'],
    action: 'Verify this address',
    footnote: 'The link works once, for 30 minutes. If you did not ask for it, you need not do anything.',
  }),
  ADDRESS_TAKEN: ({ fullName, username }) => ({
    subject: 'Somebody registered with your e-mail address',
    greeting: `Hello ${fullName},`,
    paragraphs: [
      `Somebody gave your address for another account. It stays with yours, whose username is ${username}.`,
      'If that was you and you forgot your password, you can choose a new one.',
    ],
    action: 'Choose a new password',
    footnote: 'The link works once, for 30 minutes. If it was not you, you need not do anything.',
  }),
  RESET_PASSWORD: ({ fullName, username }) => ({
    subject: 'Choose a new password',
    greeting: `Hello ${fullName},`,
    paragraphs: [`A new password was asked for, for your account ${username}. Choosing one signs you out everywhere.`],
    action: 'Choose a new password',
    footnote: 'The link works once, for 30 minutes. If you did not ask for it, your password stays as it is.',
  }),
  EMAIL_CHANGED: ({ fullName, username }) => ({
    subject: 'Your e-mail address was changed',
    greeting: `Hello ${fullName},`,
    paragraphs: [`Your account ${username} has a new e-mail address now. Nothing more is sent to this one.`],
    action: '',
    footnote: 'If that was not you, change your password at once.',
  }),
};

const de: Phrases = {
  VERIFY_EMAIL: ({ fullName }) => ({
    subject: 'Bitte bestätige deine E-Mail-Adresse',
    greeting: `Hallo ${fullName},`,
    paragraphs: ['mit einem Klick bestätigst du, dass diese Adresse dir gehört. Bis dahin senden wir nichts anderes an sie.'],
    action: 'Adresse bestätigen',
    footnote: 'Der Link gilt einmal und 30 Minuten lang. Falls du ihn nicht angefordert hast, musst du nichts tun.',
  }),
  ADDRESS_TAKEN: ({ fullName, username }) => ({
    subject: 'Jemand hat sich mit deiner E-Mail-Adresse registriert',
    greeting: `Hallo ${fullName},`,
    paragraphs: [
      `jemand hat deine Adresse für ein weiteres Konto angegeben. Sie bleibt bei deinem Konto ${username}.`,
      'Falls du das selbst warst und dein Passwort vergessen hast, kannst du ein neues wählen.',
    ],
    action: 'Neues Passwort wählen',
    footnote: 'Der Link gilt einmal und 30 Minuten lang. Falls du es nicht warst, musst du nichts tun.',
  }),
  RESET_PASSWORD: ({ fullName, username }) => ({
    subject: 'Neues Passwort wählen',
    greeting: `Hallo ${fullName},`,
    paragraphs: [`für dein Konto ${username} wurde ein neues Passwort angefordert. Wenn du eines wählst, wirst du überall abgemeldet.`],
    action: 'Neues Passwort wählen',
    footnote: 'Der Link gilt einmal und 30 Minuten lang. Falls du ihn nicht angefordert hast, bleibt dein Passwort, wie es ist.',
  }),
  EMAIL_CHANGED: ({ fullName, username }) => ({
    subject: 'Deine E-Mail-Adresse wurde geändert',
    greeting: `Hallo ${fullName},`,
    paragraphs: [`dein Konto ${username} hat jetzt eine neue E-Mail-Adresse. An diese hier senden wir nichts mehr.`],
    action: '',
    footnote: 'Falls du das nicht warst, ändere sofort dein Passwort.',
  }),
};

/** All mails in the languages that we speak. */
export const WORDS = { en, de } as const;
