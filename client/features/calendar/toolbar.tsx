import { useRef } from 'react';
import { Button } from '../../design/controls.js';
import { BackIcon, OnIcon, PlusIcon } from '../../design/icons.js';
import type { ViewName } from './view-in-address.js';
import { text } from './texts.js';

/** What the four views are called. */
const VIEWS = { dayGridMonth: 'calendar.month', timeGridWeek: 'calendar.week', timeGridDay: 'calendar.day', listAhead: 'calendar.list' } as const;

interface ToolbarProps {
  readonly title: string;
  readonly view: ViewName;
  /** A day of what is shown, `YYYY-MM-DD`. */
  readonly date: string;
  readonly canCreate: boolean;
  readonly onView: (view: ViewName) => void;
  readonly onDate: (date: string) => void;
  readonly onMove: (where: 'prev' | 'today' | 'next') => void;
  readonly onNew: () => void;
}

/** Where in time one is, and how it is shown. */
export function Toolbar({ title, view, date, canCreate, onView, onDate, onMove, onNew }: ToolbarProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-2">
      <h1 aria-live="polite" className="relative mr-auto text-base font-semibold sm:text-2xl">
        <button type="button" title={text('calendar.goTo')} className="-ml-2 rounded-box px-2 py-0.5 text-left hover:bg-sunken" onClick={() => picker.current?.showPicker()}>
          {title}
        </button>
        <input
          ref={picker}
          type="date"
          tabIndex={-1}
          aria-hidden
          className="pointer-events-none absolute inset-x-0 bottom-0 h-0 opacity-0"
          value={date}
          onChange={({ target }) => target.value && onDate(target.value)}
        />
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
