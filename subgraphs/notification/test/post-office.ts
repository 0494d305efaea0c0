import type { Mailer, OutgoingMail } from '../../../platform/mail/mailer.js';

/** How the provider behaves. */
export type Manner =
  | 'TAKES'
  /** Takes nothing, and says so. */
  | 'REFUSES'
  /** Takes the message, and its answer is lost; asked later, it knows. */
  | 'TAKES_SILENTLY'
  /** As before, and it can't be asked either. */
  | 'TAKES_SILENTLY_FOR_EVER'
  /** Never answers. */
  | 'HANGS';

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
        case 'TAKES_SILENTLY':
        case 'TAKES_SILENTLY_FOR_EVER':
          office.taken.push(mail);
          return Promise.reject(new Error('connection lost'));
        case 'HANGS':
          return new Promise(() => undefined);
      }
    },
    wasTaken(id) {
      if (office.manner === 'TAKES_SILENTLY_FOR_EVER') return Promise.resolve(null);
      return Promise.resolve(office.taken.some((mail) => mail.id === id));
    },
  };
  return office;
}
