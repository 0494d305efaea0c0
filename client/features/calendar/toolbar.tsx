import { Button } from '../../design/controls.js';
import { BackIcon, OnIcon, PlusIcon } from '../../design/icons.js';
import { text } from './texts.js';

/** The four views. */
export const VIEWS = { dayGridMonth: 'calendar.month', timeGridWeek: 'calendar.week', timeGridDay: 'calendar.day', listMonth: 'calendar.list' } as const;

/** One of them, as FullCalendar names it. */
export type ViewName = keyof typeof VIEWS;

interface ToolbarProps {
  readonly title: string;
  readonly view: ViewName;
  readonly canCreate: boolean;
  readonly onView: (view: ViewName) => void;
  readonly onMove: (where: 'prev' | 'today' | 'next') => void;
  readonly onNew: () => void;
}

/** Where in time one is, and how it is shown. */
export function Toolbar({ title, view, canCreate, onView, onMove, onNew }: ToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-2">
      <h1 aria-live="polite" className="mr-auto text-lg font-semibold sm:text-2xl">
        {title}
      </h1>
      <div className="flex items-center sm:gap-1">
        <Button look="quiet" className="px-2.5" aria-label={text('calendar.previous')} onClick={() => onMove('prev')}>
          <BackIcon />
        </Button>
        <Button onClick={() => onMove('today')}>{text('calendar.today')}</Button>
        <Button look="quiet" className="px-2.5" aria-label={text('calendar.next')} onClick={() => onMove('next')}>
          <OnIcon />
        </Button>
      </div>
      <div role="group" aria-label={text('calendar.view')} className="flex rounded-box bg-sunken p-1 max-sm:order-last max-sm:w-full sm:ml-2">
        {(Object.keys(VIEWS) as ViewName[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === view}
            className="min-h-8 flex-1 rounded-lg px-3 font-medium text-soft hover:text-ink aria-pressed:bg-raised aria-pressed:text-ink aria-pressed:shadow-sm"
            onClick={() => onView(name)}
          >
            {text(VIEWS[name])}
          </button>
        ))}
      </div>
      <Button
        look="main"
        disabled={!canCreate}
        className="max-sm:fixed max-sm:right-4 max-sm:bottom-4 max-sm:z-10 max-sm:size-14 max-sm:rounded-2xl max-sm:px-0 max-sm:shadow-lift sm:ml-2"
        onClick={onNew}
      >
        <PlusIcon />
        <span className="max-sm:sr-only">{text('calendar.new')}</span>
      </Button>
    </div>
  );
}
