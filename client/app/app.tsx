import { lazy, Suspense } from 'react';
import { Skeleton } from '../design/controls.js';
import { Toasts } from '../design/toasts.js';
import { Bell } from '../features/inbox/bell.js';
import { RegisterPage } from '../features/sign-in/register-page.js';
import { SignInPage } from '../features/sign-in/sign-in-page.js';
import { text } from '../i18n/text.js';
import { useSignedIn, WithViewer } from '../session/viewer.js';
import { followLinks, usePath } from './router.js';
import { Shell } from './shell.js';

const CalendarPage = lazy(() => import('../features/calendar/calendar-page.js').then((module) => ({ default: module.CalendarPage })));
const EventPage = lazy(() => import('../features/event/event-page.js').then((module) => ({ default: module.EventPage })));
const InboxPage = lazy(() => import('../features/inbox/inbox-page.js').then((module) => ({ default: module.InboxPage })));

/** The whole application: who is not signed in signs in right where they are. */
export function App() {
  const signedIn = useSignedIn();
  const path = usePath();
  return (
    <div className="h-full" onClick={followLinks}>
      {signedIn ? (
        <WithViewer>
          <Shell bell={<Bell />}>
            <Suspense fallback={<Skeleton className="m-6 h-64" />}>
              <Page path={path} />
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

function Page({ path }: { path: string }) {
  const occurrenceId = /^\/occurrences\/([^/]+)$/.exec(path)?.[1];
  if (occurrenceId !== undefined) return <EventPage key={occurrenceId} occurrenceId={decodeURIComponent(occurrenceId)} />;
  switch (path) {
    case '/':
    case '/sign-in':
    case '/register':
      return <CalendarPage />;
    case '/inbox':
      return <InboxPage />;
    default:
      return (
        <div className="p-10 text-center">
          <h1 className="mb-2 text-xl font-semibold">{text('app.notFound')}</h1>
          <a href="/" className="text-accent hover:underline">
            {text('app.toCalendar')}
          </a>
        </div>
      );
  }
}
