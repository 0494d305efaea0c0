import { EmailCard } from './email-card.js';
import { PasswordCard } from './password-card.js';
import type { Owner } from './settings-page.js';
import { TwoFactorCard } from './two-factor-card.js';

/** What proves who somebody is. */
export const SecurityPart = ({ me }: { me: Owner }) => (
  <div className="grid gap-5">
    <EmailCard me={me} />
    <PasswordCard />
    <TwoFactorCard me={me} />
  </div>
);
