import { EmailCard } from './email-card.js';
import { PasswordCard } from './password-card.js';
import type { Me } from './settings-page.js';
import { TwoFactorCard } from './two-factor-card.js';

/** What proves who somebody is. */
export const SecurityPart = ({ me }: { me: Me }) => (
  <div className="grid gap-5">
    <EmailCard me={me} />
    <PasswordCard />
    <TwoFactorCard me={me} />
  </div>
);
