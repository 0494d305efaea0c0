import { until } from '../platform/testing/until.js';

/** A message that would have been sent, as `/dev/messages` lists it. */
export interface MailboxMessage {
  id: string;
  channel: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  at: string;
}

/** Where somebody reads what was sent: the mailbox of one process, or an inbox that a mail server fills. */
export type ReadMailbox = () => Promise<readonly MailboxMessage[]>;

/** The mailbox of one process, by its page; the newest first. */
export function mailboxAt(url: string): ReadMailbox {
  return async () => {
    const response = await fetch(`${url}/dev/messages`, { headers: { accept: 'application/json' } });
    const { messages } = (await response.json()) as { messages: MailboxMessage[] };
    return messages;
  };
}

/** Waits for a message to this address whose subject or text fits. */
export function mailTo(read: ReadMailbox, address: string, fits: (message: MailboxMessage) => boolean, milliseconds = 10_000): Promise<MailboxMessage> {
  return until(
    `a mail to ${address}`,
    async () => (await read()).find((message) => message.to === address && fits(message)),
    milliseconds,
  );
}

/** The value of a parameter of the first link to this path in a mail's text. */
export function linkParameter(message: MailboxMessage, path: string, parameter: string): string {
  const link = message.text.match(/https?:\/\/\S+/g)?.find((candidate) => new URL(candidate).pathname === path);
  const value = link === undefined ? null : new URL(link).searchParams.get(parameter);
  if (value === null) throw new Error(`The mail “${message.subject}” has no link to ${path}.`);
  return value;
}
