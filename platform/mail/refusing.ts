import { MailRefused, type Mailer } from './mailer.js';

/** Takes no mail, for where nobody said who carries it: what was to be sent is marked as failed. */
export const refusingMailer: Mailer = {
  send: () => Promise.reject(new MailRefused('There is no mail server: SMTP_URL is not set.', true)),
  wasTaken: () => Promise.resolve(false),
};
