import FullCalendar, { useCalendarController, type EventDisplayInfo, type MoreLinkInfo } from '@fullcalendar/react';
import german from '@fullcalendar/react/locales/de';
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/breezy/theme.css';
import { useMemo, useState } from 'react';
import type { AgendaItemFieldsFragment, CalendarFieldsFragment } from '../../__generated__/graphql.js';
import { navigate } from '../../app/router.js';
import { firstDayOfWeek, locale } from '../../i18n/language.js';
import { useZone } from '../../session/viewer.js';
import './calendar.css';
import { entryOf } from './entries.js';
import { stretchOf, type Stretch } from './new-event.js';
import { usePlugins } from './plugins.js';
import { Toolbar, type ViewName } from './toolbar.js';
import type { Span } from './use-agenda.js';
import { text } from './texts.js';

const LOCALES = [german];
const NARROW = '(max-width: 639px)';
const MORNING = '07:00:00';
const DAY = 86_400_000;
const LIST_DAY = { day: 'numeric', month: 'short' } as const;
const CLOCK = { hour: 'numeric', minute: '2-digit' } as const;

interface CalendarGridProps {
  readonly calendars: readonly CalendarFieldsFragment[];
  readonly items: readonly AgendaItemFieldsFragment[] | undefined;
  readonly canCreate: boolean;
  readonly onSpan: (span: Span) => void;
  readonly onPick: (stretch: Stretch) => void;
  readonly onNew: () => void;
}

/** FullCalendar under a toolbar of our own, in the viewer's zone. */
export function CalendarGrid({ calendars, items, canCreate, onSpan, onPick, onNew }: CalendarGridProps) {
  const zone = useZone();
  const controller = useCalendarController();
  const { plugins, withAll } = usePlugins();
  const [view, setView] = useState<ViewName>(() => (matchMedia(NARROW).matches ? 'listMonth' : 'dayGridMonth'));
  const [title, setTitle] = useState('');
  const entries = useMemo(() => {
    const byId = new Map(calendars.map((calendar) => [calendar.id, calendar]));
    return (items ?? []).filter((item) => byId.get(item.calendar?.id ?? '')?.hidden !== true).map((item) => entryOf(item, byId));
  }, [calendars, items]);
  const [asked, setAsked] = useState('');
  const show = (name: ViewName): void =>
    withAll(() => {
      controller.changeView(name);
      setView(name);
    });

  return (
    <>
      <Toolbar
        title={title}
        view={view}
        canCreate={canCreate}
        onView={show}
        onMove={(where) => controller[where]()}
        onNew={onNew}
      />
      <div className="calendar min-h-0 flex-1 overflow-hidden rounded-2xl border border-line bg-surface shadow-xs">
        <FullCalendar
          controller={controller}
          plugins={plugins}
          initialView={view}
          headerToolbar={false}
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
          listDaysClass="list-days"
          nowIndicator
          navLinks
          dayMaxEvents
          selectable={canCreate}
          selectMirror
          events={entries}
          eventContent={Entry}
          moreLinkContent={More}
          noEventsContent={Empty}
          navLinkDayClick={(day) => {
            controller.gotoDate(day);
            show('timeGridDay');
          }}
          datesSet={({ start, end, view: shown }) => {
            setTitle(shown.title);
            // It says so twice at the start. A day more on both sides keeps all-day events at the edges.
            const span = { from: new Date(start.getTime() - DAY).toISOString(), to: new Date(end.getTime() + DAY).toISOString() };
            if (span.from + span.to === asked) return;
            setAsked(span.from + span.to);
            onSpan(span);
          }}
          select={(picked) => onPick(stretchOf(picked))}
          eventClick={({ event, jsEvent }) => {
            if (!event.url || jsEvent.ctrlKey || jsEvent.metaKey || jsEvent.shiftKey) return;
            jsEvent.preventDefault();
            navigate(event.url);
          }}
        />
      </div>
    </>
  );
}

const More = ({ num }: MoreLinkInfo) => text('calendar.more', { count: num });
const Empty = () => <p className="max-w-sm text-center text-soft">{text('calendar.empty')}</p>;

/** What stands within an event of any view. */
function Entry({ event, timeText, view }: EventDisplayInfo) {
  const { cancelled, place } = event.extendedProps as { cancelled?: boolean; place?: string | null };
  const tall = view.type.startsWith('timeGrid') && !event.allDay;
  const inList = view.type.startsWith('list');
  return (
    <span className={`entry ${tall ? 'entry-tall' : ''} ${inList ? 'entry-line' : ''} ${cancelled ? 'line-through' : ''}`}>
      {timeText && <span className="entry-time">{timeText}</span>}
      <span className="entry-title">{event.title || text('calendar.new')}</span>
      {place && (tall || inList) && <span className="entry-place">{place}</span>}
    </span>
  );
}
