import { Dialog } from '../../design/dialog.js';
import { dropTokens } from '../../session/tokens.js';
import { SignInForm } from './sign-in-form.js';
import { text } from './texts.js';

/** Above a page whose session has ended: what was typed there stays, and what was being sent goes on afterwards. */
export function SignInAgain({ username }: { username: string }) {
  return (
    <Dialog title={text('again.title')}>
      <p className="-mt-2 mb-4 text-soft">{text('again.lead')}</p>
      <SignInForm username={username} />
      <div className="mt-5 grid gap-2 text-center">
        <a href="/forgot-password" target="_blank" className="text-accent hover:underline">
          {text('signIn.forgot')}
        </a>
        <button type="button" onClick={dropTokens} className="text-accent hover:underline">
          {text('again.other')}
        </button>
      </div>
    </Dialog>
  );
}
