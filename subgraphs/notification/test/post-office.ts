import { MailRefused, type Mailer, type OutgoingMail } from '../../../platform/mail/mailer.js';

/** How the provider behaves. */
export type Manner =
  | 'TAKES'
  /** Takes nothing, and says so. */
  | 'REFUSES'
  /** As before, by a clear answer, and it can't be asked later. */
  | 'REFUSES_FOR_NOW'
  /** As before, and it will never take it. */
  | 'REFUSES_FOR_GOOD'
  /** Takes the message, and its answer is lost; asked later, it knows. */
  | 'TAKES_SILENTLY'
  /** As before, and it can't be asked either. */
  | 'TAKES_SILENTLY_FOR_EVER'
  /** Never answers. */
  | 'HANGS';

const CANNOT_BE_ASKED: ReadonlySet<Manner> = new Set(['REFUSES_FOR_NOW', 'REFUSES_FOR_GOOD', 'TAKES_SILENTLY_FOR_EVER']);

/** A mail provider that remembers every message it took, doubles too. */
export interface PostOffice extends Mailer {
  manner: Manner;
  readonly taken: OutgoingMail[];
  /** How often it was called, whatever came of it. */
  calls: number;
}

export function createPostOffice(): PostOffice {
  const office: PostOffice = {
    manner: 'TAKES',
    taken: [],
    calls: 0,
    send(mail) {
      office.calls += 1;
      switch (office.manner) {
        case 'TAKES':
          office.taken.push(mail);
          return Promise.resolve({ providerMessageId: `post-${mail.id}` });
        case 'REFUSES':
          return Promise.reject(new Error('451 try again later'));
        case 'REFUSES_FOR_NOW':
          return Promise.reject(new MailRefused('451 too busy', false));
        case 'REFUSES_FOR_GOOD':
          return Promise.reject(new MailRefused('550 no such address', true));
        case 'TAKES_SILENTLY':
        case 'TAKES_SILENTLY_FOR_EVER':
          office.taken.push(mail);
          return Promise.reject(new Error('connection lost'));
        case 'HANGS':
          return new Promise(() => undefined);
      }
    },
    wasTaken(id) {
      if (CANNOT_BE_ASKED.has(office.manner)) return Promise.resolve(null);
      return Promise.resolve(office.taken.some((mail) => mail.id === id));
    },
  };
  return office;
}
