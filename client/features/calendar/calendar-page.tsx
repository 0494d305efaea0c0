import { useCalendarController } from '@fullcalendar/react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { readFragment } from '../../__generated__/index.js';
import { Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { useMedia, type Place } from '../../design/place.js';
import { WIDE } from '../../design/widths.js';
import { useZone } from '../../session/viewer.js';
import { CalendarGrid } from './calendar-grid.js';
import { CalendarList } from './calendar-list.js';
import { useLeaving } from './delete-later.js';
import type { Picked } from './event-card.js';
import { nextHour, type Stretch } from './new-event.js';
import { SeriesFields } from './first-operations.js';
import { text } from './texts.js';
import { firstSpan, type Span } from './span.js';
import { useAgenda } from './use-agenda.js';
import { useMoves } from './use-moves.js';

// What opens above the calendar comes when it is asked for.
const NewEventDialog = lazy(() => import('./new-event-dialog.js').then((module) => ({ default: module.NewEventDialog })));
const EditEventDialog = lazy(() => import('./edit-event-dialog.js').then((module) => ({ default: module.EditEventDialog })));
const EventCard = lazy(() => import('./event-card.js').then((module) => ({ default: module.EventCard })));
const MoveSeriesDialog = lazy(() => import('./move-series-dialog.js').then((module) => ({ default: module.MoveSeriesDialog })));
const FirstCalendar = lazy(() => import('./first-calendar.js').then((module) => ({ default: module.FirstCalendar })));
const NewCalendarDialog = lazy(() => import('./new-calendar-dialog.js').then((module) => ({ default: module.NewCalendarDialog })));
const MiniMonth = lazy(() => import('./mini-month.js').then((module) => ({ default: module.MiniMonth })));
const QuickForm = lazy(() => import('./quick-form.js').then((module) => ({ default: module.QuickForm })));
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.js').then((module) => ({ default: module.ShortcutsDialog })));

/** What stands above the calendar; one at a time. */
type Open =
  | { readonly kind: 'QUICK'; readonly stretch: Stretch; readonly beside: Place }
  | { readonly kind: 'NEW'; readonly stretch: Stretch; readonly title?: string; readonly calendarId?: string }
  | { readonly kind: 'CARD'; readonly picked: Picked; readonly beside: Place }
  | { readonly kind: 'EDIT'; readonly eventId: string }
  | { readonly kind: 'CALENDAR' }
  | { readonly kind: 'SHORTCUTS' };

/** The viewer's calendars: a month, a week, a day or a list, alive. */
export function CalendarPage() {
  const zone = useZone();
  const [span, setSpan] = useState<Span>(() => firstSpan(zone));
  const [open, setOpen] = useState<Open | null>(null);
  const { calendars, items, fresh, loading, known, error, readAgain, readCalendars } = useAgenda(span);
  const { asked, move, answer } = useMoves(readAgain);
  const leaving = useLeaving();
  const writable = calendars.filter(({ myRole }) => myRole === 'OWNER' || myRole === 'EDITOR');
  const shown = useMemo(() => items?.filter((item) => item.__typename !== 'Occurrence' || !item.event || !leaving.has(readFragment(SeriesFields, item.event).id)), [items, leaving]);
  const controller = useCalendarController();
  const close = (): void => {
    setOpen(null);
    // What was picked stays marked until one clicks elsewhere, which Escape is not.
    controller.view?.calendar.unselect();
  };
  const roomy = useMedia(WIDE);
  const [looked, setLooked] = useState<{ day: string; shown: readonly [string, string] }>({ day: '', shown: ['', ''] });

  if (known && calendars.length === 0) return <Suspense fallback={<Skeleton className="m-6 h-64" />}><FirstCalendar onMade={readCalendars} /></Suspense>;
  return (
    <div className="flex h-full flex-col gap-3 p-3 sm:p-5 lg:flex-row lg:gap-6">
      <aside className="flex shrink-0 flex-col gap-6 lg:w-52">
        {roomy && !items && <Skeleton className="h-64" />}
        {roomy && items && (
          <Suspense fallback={<Skeleton className="h-64" />}>
            <MiniMonth date={looked.day} shown={looked.shown} onPick={(day) => controller.gotoDate(day)} />
          </Suspense>
        )}
        {known ? <CalendarList calendars={calendars} onShown={readAgain} onNew={() => setOpen({ kind: 'CALENDAR' })} /> : <Skeleton className="h-9 lg:h-40" />}
      </aside>
      <section aria-label={text('calendar.region')} aria-busy={loading} className="flex min-h-0 min-w-0 flex-1 flex-col gap-3">
        {error && <Fault error={error} />}
        <CalendarGrid
          controller={controller}
          calendars={calendars}
          items={shown}
          waits={!shown && !error}
          fresh={fresh}
          canCreate={writable.length > 0}
          onSpan={setSpan}
          onPick={(stretch, beside) => setOpen(beside ? { kind: 'QUICK', stretch, beside } : { kind: 'NEW', stretch })}
          onLook={(day, shown) => setLooked({ day, shown })}
          onNew={() => setOpen({ kind: 'NEW', stretch: nextHour(zone) })}
          onOpen={({ item, event, calendar, mine }, beside) => {
            if (item.__typename === 'Occurrence' && event) setOpen({ kind: 'CARD', picked: { item, event, calendar, mine }, beside });
          }}
          onMoved={move}
          onHelp={() => setOpen({ kind: 'SHORTCUTS' })}
        />
      </section>
      <Suspense>
        {asked && <MoveSeriesDialog move={asked} onAnswer={answer} />}
        {open?.kind === 'QUICK' && (
          <QuickForm
            stretch={open.stretch}
            beside={open.beside}
            calendars={writable}
            onMore={(title, calendarId) => setOpen({ kind: 'NEW', stretch: open.stretch, title, calendarId })}
            onClose={close}
          />
        )}
        {open?.kind === 'NEW' && <NewEventDialog stretch={open.stretch} title={open.title} calendarId={open.calendarId} calendars={writable} onClose={close} />}
        {open?.kind === 'EDIT' && <EditEventDialog eventId={open.eventId} onClose={close} />}
        {open?.kind === 'CARD' && <EventCard key={open.picked.item.id} picked={open.picked} beside={open.beside} onEdit={(eventId) => setOpen({ kind: 'EDIT', eventId })} onClose={close} onChanged={readAgain} />}
        {open?.kind === 'CALENDAR' && <NewCalendarDialog onClose={close} onMade={readCalendars} />}
        {open?.kind === 'SHORTCUTS' && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </div>
  );
}
