import { useEffect } from 'react';
import { navigate, usePath } from '../../app/router.js';
import { wayOn } from '../../app/way-back.js';
import { useTitle } from '../../design/title.js';
import { useSession } from '../../session/viewer.js';
import { SignInForm } from './sign-in-form.js';
import { text } from './texts.js';
import { Welcome } from './welcome.js';

/** Stands at its own address, and at every other one for who is not signed in. */
export function SignInPage() {
  useTitle(text('signIn.submit'));
  const own = usePath() === '/sign-in';
  const session = useSession();
  useEffect(() => {
    if (own && session === 'in') navigate(wayOn(), { replace: true });
  }, [own, session]);
  return (
    <Welcome title={text('signIn.title')} lead={text('signIn.lead')}>
      <SignInForm />
      <div className="mt-5 grid gap-2 text-center">
        <a href="/forgot-password" className="text-accent hover:underline">
          {text('signIn.forgot')}
        </a>
        <a href="/register" className="text-accent hover:underline">
          {text('signIn.toRegister')}
        </a>
      </div>
    </Welcome>
  );
}
