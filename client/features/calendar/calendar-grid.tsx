import FullCalendar, { type CalendarController, type EventApi, type EventDisplayInfo, type MoreLinkInfo } from '@fullcalendar/react';
import german from '@fullcalendar/react/locales/de';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/breezy/theme.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import type { AgendaItemFieldsFragment, CalendarFieldsFragment } from '../../__generated__/graphql.js';
import { useMedia, type Place } from '../../design/place.js';
import { NARROW } from '../../design/widths.js';
import { Skeleton } from '../../design/controls.js';
import { firstDayOfWeek, locale } from '../../i18n/language.js';
import { useMe, useZone } from '../../session/viewer.js';
import './calendar.css';
import { entryOf, type EntryProps } from './entries.js';
import { keepInAddress } from './keep-in-address.js';
import { stretchOf, type Stretch } from './new-event.js';
import { usePlugins } from './plugins.js';
import { keepFocus, makeReachable } from './reachable.js';
import { firstView, LISTED_DAYS, spanAround, type Span } from './span.js';
import { Toolbar } from './toolbar.js';
import type { Move } from './use-moves.js';
import { text } from './texts.js';
import { useShortcuts } from './use-shortcuts.js';
import { viewInAddress, type ViewName } from './view-in-address.js';

const LOCALES = [german];
/** A little before seven, which would be cut in half at the edge. */
const MORNING = '06:45:00';
/** Milliseconds that a finger rests before it drags or picks, and does not scroll. */
const LONG_PRESS = 450;
/** FullCalendar's own views of a list go by whole weeks and months. */
const OWN_VIEWS = { listAhead: { type: 'list', duration: { days: LISTED_DAYS } } } as const;
const LIST_DAY = { day: 'numeric', month: 'short' } as const;
const LIST_WEEKDAY = { weekday: 'long' } as const;
const CLOCK = { hour: 'numeric', minute: '2-digit' } as const;

interface CalendarGridProps {
  readonly controller: CalendarController;
  readonly calendars: readonly CalendarFieldsFragment[];
  readonly items: readonly AgendaItemFieldsFragment[] | undefined;
  /** Nothing is drawn yet: drawing an empty month, and then what is on, takes twice as long as drawing it once. */
  readonly waits: boolean;
  /** Ids of events that somebody else has just changed. */
  readonly fresh: ReadonlySet<string>;
  readonly canCreate: boolean;
  readonly onSpan: (span: Span) => void;
  /** Of what was dragged over, and where the pointer was. */
  readonly onPick: (stretch: Stretch, beside: Place | null) => void;
  readonly onNew: () => void;
  readonly onOpen: (entry: EntryProps, beside: Place) => void;
  /** The day that is looked at, and the first and last day of what is shown. */
  readonly onLook: (day: string, shown: readonly [string, string]) => void;
  readonly onMoved: (move: Move) => void;
  readonly onHelp: () => void;
}

/** FullCalendar under a toolbar of our own, in the viewer's zone. */
export function CalendarGrid({ controller, calendars, items, waits, fresh, canCreate, onSpan, onPick, onNew, onOpen, onLook, onMoved, onHelp }: CalendarGridProps) {
  const me = useMe();
  const zone = useZone();
  const [wanted] = useState(viewInAddress);
  const [view, setView] = useState<ViewName>(firstView);
  const { plugins, complete, withAll } = usePlugins(items !== undefined || view.startsWith('timeGrid'));
  const [date, setDate] = useState(wanted.date ?? '');
  const [title, setTitle] = useState('');
  // On a phone a day of a month has room for marks, which are no targets; a tap on the day shows it.
  const marks = useMedia(NARROW) && view === 'dayGridMonth';
  const entries = useMemo(() => {
    const byId = new Map(calendars.map((calendar) => [calendar.id, calendar]));
    const given = { calendars: byId, viewerId: me.id, fresh, marks };
    return (items ?? []).filter((item) => byId.get(item.calendar?.id ?? '')?.hidden !== true).map((item) => entryOf(item, given));
  }, [calendars, items, me.id, fresh, marks]);
  const [asked, setAsked] = useState('');

  const show = (name: ViewName, day?: string): void =>
    withAll(() => {
      if (day !== undefined) controller.gotoDate(day);
      controller.changeView(name);
      setView(name);
    });
  const shortcuts = {
    t: () => controller.today(),
    j: () => controller.next(),
    k: () => controller.prev(),
    ArrowRight: () => controller.next(),
    ArrowLeft: () => controller.prev(),
    m: () => show('dayGridMonth'),
    w: () => show('timeGridWeek'),
    d: () => show('timeGridDay'),
    l: () => show('listAhead'),
    '?': onHelp,
  };
  useShortcuts(canCreate ? { ...shortcuts, n: onNew } : shortcuts);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => (frame.current ? keepFocus(frame.current) : undefined), []);
  useEffect(() => makeReachable(frame.current), [complete, view, title, entries]);
  const moved = ({ event, revert }: { event: EventApi; revert: () => void }): void => {
    const { item, event: whole } = event.extendedProps as EntryProps;
    if (whole) onMoved({ item, event: whole, picked: stretchOf(event), revert });
    else revert();
  };

  return (
    <>
      <Toolbar
        title={title}
        view={view}
        date={date}
        canCreate={canCreate}
        onView={(name) => show(name)}
        onDate={(day) => controller.gotoDate(day)}
        onMove={(where) => controller[where]()}
        onNew={onNew}
      />
      <div ref={frame} className={`calendar ${marks ? 'calendar-marks' : ''} min-h-0 flex-1 overflow-hidden rounded-2xl border border-line bg-surface shadow-xs`}>
        {waits || (!complete && view.startsWith('timeGrid')) ? (
          <Skeleton className="h-full" />
        ) : (
          <FullCalendar
            controller={controller}
            plugins={plugins}
            views={OWN_VIEWS}
            initialView={view}
            initialDate={wanted.date ?? undefined}
            headerToolbar={false}
            borderless
            locales={LOCALES}
            locale={locale()}
            timeZone={zone}
            height="100%"
            scrollTime={MORNING}
            firstDay={firstDayOfWeek(locale())}
            eventDisplay="block"
            eventTimeFormat={CLOCK}
            slotHeaderFormat={CLOCK}
            listDayFormat={LIST_DAY}
            listDayAltFormat={LIST_WEEKDAY}
            listDaysClass="list-days"
            popoverClass="calendar-popover"
            nowIndicator
            navLinks
            dayMaxEvents
            selectable={canCreate && !marks}
            dateClick={({ dateStr }) => marks && show('timeGridDay', dateStr)}
            selectMirror
            highlightClass="picked"
            longPressDelay={LONG_PRESS}
            events={entries}
            eventContent={Entry}
            moreLinkContent={marks ? MoreMarks : More}
            moreLinkClick={marks ? 'timeGridDay' : 'popover'}
            noEventsContent={items ? Empty : Loading}
            navLinkDayClick={(day) => {
              controller.gotoDate(day);
              show('timeGridDay');
            }}
            eventDrop={moved}
            eventResize={moved}
            datesSet={({ start, end, view: shown }) => {
              setTitle(shown.title);
              setView(shown.type as ViewName);
              const day = dayWithin(controller.getDate(), start, end, zone);
              setDate(day);
              onLook(day, [dayOf(start, zone), dayOf(new Date(end.getTime() - 1), zone)]);
              keepInAddress(shown.type as ViewName, day);
              // It says so twice at the start.
              const span = spanAround(start, end);
              if (span.from + span.to === asked) return;
              setAsked(span.from + span.to);
              onSpan(span);
            }}
            select={(picked) => onPick(stretchOf(picked), picked.jsEvent ? pointOf(picked.jsEvent) : null)}
            eventClick={({ event, el, jsEvent }) => {
              if (marks) return show('timeGridDay', event.startStr.slice(0, 10));
              if (!event.url || jsEvent.ctrlKey || jsEvent.metaKey || jsEvent.shiftKey) return;
              jsEvent.preventDefault();
              onOpen(event.extendedProps as EntryProps, el.getBoundingClientRect());
            }}
          />
        )}
      </div>
    </>
  );
}

/** The day that one looks at, `YYYY-MM-DD`: within what is shown. */
function dayWithin(looked: Date | undefined, start: Date, end: Date, zone: string): string {
  const within = looked && looked >= start && looked < end ? looked : start;
  return dayOf(within, zone);
}

/** The day of an instant by the viewer's clock; FullCalendar's dates are instants. */
const dayOf = (instant: Date, zone: string): string => Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();

/** Where a pointer or a finger was. */
function pointOf(event: MouseEvent | TouchEvent): Place {
  const { clientX, clientY } = 'changedTouches' in event ? (event.changedTouches[0] as Touch) : event;
  return { left: clientX, right: clientX, top: clientY, bottom: clientY };
}

const More = ({ num }: MoreLinkInfo) => text('calendar.more', { count: num });
const MoreMarks = ({ num }: MoreLinkInfo) => `+${num}`;
const Loading = () => <Skeleton className="h-24 w-full" />;
const Empty = () => <p className="max-w-sm text-center text-soft">{text('calendar.empty')}</p>;

/** What stands within an event of any view. */
function Entry({ event, timeText, view }: EventDisplayInfo) {
  const { cancelled, place, fresh } = event.extendedProps as Partial<EntryProps>;
  const tall = view.type.startsWith('timeGrid') && !event.allDay;
  const inList = view.type.startsWith('list');
  return (
    <span className={`entry ${tall ? 'entry-tall' : ''} ${inList ? 'entry-line' : ''} ${cancelled ? 'line-through' : ''} ${fresh ? 'entry-fresh' : ''}`}>
      {timeText && <span className="entry-time">{timeText}</span>}
      <span className="entry-title">{event.title || text('calendar.new')}</span>
      {place && (tall || inList) && <span className="entry-place">{place}</span>}
    </span>
  );
}
