import { useMutation } from '@apollo/client/react';
import { lazy, Suspense, useState } from 'react';
import { Button, Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { useMe, useZone } from '../../session/viewer.js';
import { CalendarGrid } from './calendar-grid.js';
import { CalendarList } from './calendar-list.js';
import { nextHour, type Stretch } from './new-event.js';
import { CreateCalendar } from './operations.js';
import { useAgenda, type Span } from './use-agenda.js';
import { text } from './texts.js';

// Comes when it is asked for: the calendar is seen before.
const NewEventForm = lazy(async () => ({ default: (await import('./new-event-form.js')).NewEventForm }));

/** The viewer's calendars: a month, a week, a day or a list, alive. */
export function CalendarPage() {
  const zone = useZone();
  const [span, setSpan] = useState<Span | null>(null);
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const { calendars, items, loading, known, error, readAgain, readCalendars } = useAgenda(span);
  const writable = calendars.filter(({ myRole }) => myRole === 'OWNER' || myRole === 'EDITOR');

  if (known && calendars.length === 0) return <FirstCalendar onMade={readCalendars} />;
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

function FirstCalendar({ onMade }: { onMade: () => void }) {
  const { fullName } = useMe();
  const zone = useZone();
  const [create, { loading, error }] = useMutation(CreateCalendar, { onCompleted: onMade });
  const name = text('register.firstCalendar', { name: fullName ?? '' });
  return (
    <div className="mx-auto grid max-w-md gap-4 p-10 text-center">
      <h1 className="text-xl font-semibold">{text('calendar.none')}</h1>
      {error && <Fault error={error} />}
      <Button
        look="main"
        disabled={loading}
        onClick={() => void create({ variables: { input: { name, color: '#3f4bc9', timeZone: zone, idempotencyKey: 'first-calendar' } } }).catch(() => null)}
      >
        {text('calendar.make')}
      </Button>
    </div>
  );
}
