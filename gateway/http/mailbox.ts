import { Router } from 'express';
import { sendPage } from './pages.js';

/** A message that would have been sent. */
export interface MailboxMessage {
  readonly id: string;
  readonly channel: string;
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly at: Date | string;
}

/** Where development keeps what would have been sent. */
export interface Mailbox {
  /** Newest first. */
  list(): Promise<readonly MailboxMessage[]>;
}

/** `/dev/messages`: a page for people, and with `Accept: application/json` the messages themselves. */
export function mailboxRoutes(mailbox: Mailbox): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    response.vary('accept');
    if (request.accepts(['html', 'json']) === 'json') {
      const messages = await mailbox.list();
      response.set('cache-control', 'no-store').json({
        messages: messages.map(({ id, channel, to, subject, text, html, at }) => ({ id, channel, to, subject, text, html, at })),
      });
      return;
    }
    // Mails bear their own styles; they are shown in a frame that runs no script.
    sendPage(response, 'messages', { 'style-src': "'self' 'unsafe-inline'", 'frame-src': "'self'", 'img-src': "'self' data: https:" });
  });
  return router;
}
