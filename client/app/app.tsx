import { lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react';
import { Skeleton } from '../design/controls.js';
import { Toasts } from '../design/toasts.js';
import { Bell } from '../features/inbox/bell.js';
import { locale, onLocale } from '../i18n/language.js';
import { useMe, useSession, WithViewer } from '../session/viewer.js';
import { openPageAt, pageAt, SignInHere } from './pages.js';
import { followLinks, usePath } from './router.js';
import { Safely } from './safely.js';
import { Shell } from './shell.js';

const SignInAgain = lazy(async () => ({ default: (await import('../features/sign-in/sign-in-again.js')).SignInAgain }));
const NotFound = lazy(async () => ({ default: (await import('./not-found.js')).NotFound }));
const Unverified = lazy(async () => ({ default: (await import('../features/sign-in/unverified.js')).Unverified }));

/** The whole application: who is not signed in signs in right where they are. */
export function App() {
  const path = usePath();
  const language = useSyncExternalStore(onLocale, locale);
  const open = openPageAt(path);
  return (
    <div key={language} className="h-full" onClick={followLinks}>
      {open ? <Suspense fallback={null}><open.Page {...open.given} /></Suspense> : <Own path={path} />}
      <Toasts />
    </div>
  );
}

/** What is one's own. When the session ends by itself the page stays as it is, beneath the way back in. */
function Own({ path }: { path: string }) {
  const session = useSession();
  if (session === 'out') return <Suspense fallback={null}>{pageAt(path) ? <SignInHere /> : <NotFound framed={false} />}</Suspense>;
  return (
    <WithViewer>
      <Shell bell={<Bell />} notice={<ToVerify />}>
        <Safely key={path}>
          <Suspense fallback={<Skeleton className="m-6 h-64" />}>
            <PageAt path={path} />
          </Suspense>
        </Safely>
      </Shell>
      {session === 'ended' && <Again />}
    </WithViewer>
  );
}

/** Its code is loaded apart, without the page beneath falling back to its skeleton meanwhile. */
const Again = (): ReactNode => {
  const { username } = useMe();
  return <Suspense fallback={null}><SignInAgain username={username ?? ''} /></Suspense>;
};

const ToVerify = (): ReactNode => (useMe().emailVerified === false ? <Suspense fallback={null}><Unverified /></Suspense> : null);

function PageAt({ path }: { path: string }) {
  const found = pageAt(path);
  return found ? <found.Page key={found.key} {...found.given} /> : <NotFound framed />;
}
