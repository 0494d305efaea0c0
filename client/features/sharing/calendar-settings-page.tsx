import { Notice, Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { BackIcon } from '../../design/icons.js';
import { useTitle } from '../../design/title.js';
import { Details } from './details.js';
import { Ending } from './ending.js';
import { Feed } from './feed.js';
import { Links } from './links.js';
import { Mine } from './mine.js';
import { People } from './people.js';
import { atLeast } from './roles.js';
import { text } from './texts.js';
import { useSharedCalendar, type Shared } from './use-shared-calendar.js';

/** One calendar: who belongs to it, how others join, what it looks like, and the way out. */
export function CalendarSettingsPage({ calendarId }: { calendarId: string }) {
  const { shared, gone, answered, error, readAgain, more } = useSharedCalendar(calendarId);
  useTitle(shared ? text('settings.title', { name: shared.name }) : '');
  return (
    <div className="mx-auto max-w-5xl p-4 sm:p-8">
      <a href="/" className="mb-4 inline-flex min-h-8 items-center gap-1 text-soft hover:text-ink">
        <BackIcon /> {text('settings.back')}
      </a>
      {shared ? (
        <Settings shared={shared} readAgain={readAgain} more={more} />
      ) : gone !== null ? (
        <Notice tone="warn">
          <strong className="block">{text('settings.gone', { name: gone })}</strong>
          {text('settings.goneWhy')}
        </Notice>
      ) : error ? (
        <Fault error={error} />
      ) : answered ? (
        <Notice tone="warn">{text('settings.unknown')}</Notice>
      ) : (
        <Skeleton className="h-96" />
      )}
    </div>
  );
}

interface SettingsProps {
  readonly shared: Shared;
  readonly readAgain: () => Promise<void>;
  readonly more: () => void;
}

function Settings({ shared, readAgain, more }: SettingsProps) {
  return (
    <>
      <h1 className="mb-1 flex items-center gap-3 text-2xl font-semibold break-words sm:text-3xl">
        <span aria-hidden className="size-4 shrink-0 rounded-full sm:size-5" style={{ background: shared.myColor ?? shared.color ?? 'var(--accent)' }} />
        <span className="min-w-0">{shared.name}</span>
      </h1>
      <p className="mb-6 text-soft">{shared.description}</p>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <People shared={shared} onChanged={readAgain} onMore={more} />
          {atLeast(shared.myRole, 'EDITOR') && <Links shared={shared} onChanged={readAgain} />}
          <Feed shared={shared} />
        </div>
        <div className="grid min-w-0 gap-5">
          <Mine shared={shared} />
          <Details shared={shared} />
          <Ending shared={shared} />
        </div>
      </div>
    </>
  );
}
