import { Suspense, useSyncExternalStore } from 'react';
import { Skeleton } from '../design/controls.js';
import { Toasts } from '../design/toasts.js';
import { Bell } from '../features/inbox/bell.js';
import { RegisterPage } from '../features/sign-in/register-page.js';
import { SignInPage } from '../features/sign-in/sign-in-page.js';
import { locale, onLocale } from '../i18n/language.js';
import { text } from '../i18n/text.js';
import { useSignedIn, WithViewer } from '../session/viewer.js';
import { pageAt } from './pages.js';
import { followLinks, usePath } from './router.js';
import { Shell } from './shell.js';

/** The whole application: who is not signed in signs in right where they are. */
export function App() {
  const signedIn = useSignedIn();
  const path = usePath();
  const language = useSyncExternalStore(onLocale, locale);
  return (
    <div key={language} className="h-full" onClick={followLinks}>
      {signedIn ? (
        <WithViewer>
          <Shell bell={<Bell />}>
            <Suspense fallback={<Skeleton className="m-6 h-64" />}>
              <PageAt path={path === '/sign-in' || path === '/register' ? '/' : path} />
            </Suspense>
          </Shell>
        </WithViewer>
      ) : path === '/register' ? (
        <RegisterPage />
      ) : (
        <SignInPage />
      )}
      <Toasts />
    </div>
  );
}

function PageAt({ path }: { path: string }) {
  const found = pageAt(path);
  if (found) return <found.Page key={path} {...found.given} />;
  return (
    <div className="p-10 text-center">
      <h1 className="mb-2 text-xl font-semibold">{text('app.notFound')}</h1>
      <a href="/" className="text-accent hover:underline">
        {text('app.toCalendar')}
      </a>
    </div>
  );
}
