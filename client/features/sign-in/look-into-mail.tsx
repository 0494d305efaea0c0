import type { ReactNode } from 'react';
import { MailIcon } from '../../design/icons.js';
import { text } from './texts.js';
import { Welcome } from './welcome.js';

const ON_THIS_MACHINE = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Says that a mail is on its way, and where to find it when no mail leaves this machine. */
export function LookIntoMail({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <Welcome title={title} lead={words} icon={<MailIcon />}>
      <div className="grid gap-3" role="status">
        {children}
        {ON_THIS_MACHINE.test(location.hostname) && (
          <p className="rounded-box bg-sunken px-3.5 py-2.5 text-sm text-soft">
            {text('mail.local')}{' '}
            <a href="/dev/messages" target="_blank" className="text-accent underline">
              {text('mail.localLink')}
            </a>
          </p>
        )}
      </div>
    </Welcome>
  );
}
