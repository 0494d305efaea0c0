import { lazy, Suspense, useState } from 'react';
import { Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { useZone } from '../../session/viewer.js';
import { CalendarGrid } from './calendar-grid.js';
import { CalendarList } from './calendar-list.js';
import { nextHour, type Stretch } from './new-event.js';
import { useAgenda, type Span } from './use-agenda.js';
import { text } from './texts.js';

// Comes when it is asked for: the calendar is seen before.
const NewEventForm = lazy(async () => ({ default: (await import('./new-event-form.js')).NewEventForm }));
const FirstCalendar = lazy(async () => ({ default: (await import('./first-calendar.js')).FirstCalendar }));

/** The viewer's calendars: a month, a week, a day or a list, alive. */
export function CalendarPage() {
  const zone = useZone();
  const [span, setSpan] = useState<Span | null>(null);
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const { calendars, items, loading, known, error, readAgain, readCalendars } = useAgenda(span);
  const writable = calendars.filter(({ myRole }) => myRole === 'OWNER' || myRole === 'EDITOR');

  if (known && calendars.length === 0) return <Suspense fallback={<Skeleton className="m-6 h-64" />}><FirstCalendar onMade={readCalendars} /></Suspense>;
  return (
    <div className="flex h-full flex-col gap-3 p-3 sm:p-5 lg:flex-row lg:gap-6">
      <aside className="shrink-0 lg:w-52 lg:pt-14">
        {known ? <CalendarList calendars={calendars} onShown={readAgain} /> : <Skeleton className="h-9 lg:h-40" />}
      </aside>
      <section aria-label={text('calendar.region')} aria-busy={loading} className="flex min-h-0 min-w-0 flex-1 flex-col gap-3">
        {error && <Fault error={error} />}
        <CalendarGrid
          calendars={calendars}
          items={items}
          canCreate={writable.length > 0}
          onSpan={setSpan}
          onPick={setStretch}
          onNew={() => setStretch(nextHour(zone))}
        />
      </section>
      {stretch && (
        <Suspense fallback={null}>
          <NewEventForm stretch={stretch} calendars={writable} onClose={() => setStretch(null)} />
        </Suspense>
      )}
    </div>
  );
}
