import { useEffect, useMemo, useRef, useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { BackIcon, OnIcon } from '../../design/icons.js';
import { firstDayOfWeek, locale } from '../../i18n/language.js';
import { useZone } from '../../session/viewer.js';
import { dayByKey, weeksOfMonth } from './month-days.js';
import { text } from './more-texts.js';

interface MiniMonthProps {
  /** The day that is looked at, `YYYY-MM-DD`; empty before it is known. */
  readonly date: string;
  /** First and last day of what is shown beside, both included; marked when it is a week or less. */
  readonly shown: readonly [from: string, to: string];
  readonly onPick: (day: string) => void;
}

/** How days are written here. Making a format takes a while, so that each is made once for all days. */
function formats(locale: string) {
  const by = (options: Intl.DateTimeFormatOptions): ((day: string) => string) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (day) => format.format(new Date(`${day}T00:00Z`));
  };
  return {
    month: by({ month: 'long', year: 'numeric' }),
    weekday: by({ weekday: 'long' }),
    initial: by({ weekday: 'narrow' }),
    day: by({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  };
}

/** A small month, to go to a day: one stop for Tab, then by arrows (WAI-ARIA's date grid). */
export function MiniMonth({ date, shown: [from, to], onPick }: MiniMonthProps) {
  const zone = useZone();
  const today = Temporal.Now.plainDateISO(zone).toString();
  const looked = date || today;
  // Turned to another month by hand; what is looked at changing takes it back.
  const [turned, setTurned] = useState<{ at: string; day: string }>({ at: looked, day: looked });
  const day = turned.at === looked ? turned.day : looked;
  const turn = (to: string): void => setTurned({ at: looked, day: to });
  const table = useRef<HTMLTableElement>(null);
  const follow = useRef(false);
  const language = locale();
  const weekStart = firstDayOfWeek(language);
  const written = useMemo(() => formats(language), [language]);
  const weeks = weeksOfMonth(day, weekStart);
  const marked = from !== '' && Temporal.PlainDate.from(from).until(to).days < 7;
  useEffect(() => {
    if (follow.current) table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    follow.current = false;
  }, [day]);

  const byKey = (event: React.KeyboardEvent): void => {
    const next = dayByKey(event.key, day, weekStart);
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    follow.current = true;
    turn(next);
  };
  const step = (key: 'PageUp' | 'PageDown'): void => turn(dayByKey(key, day, weekStart) ?? day);
  return (
    <div className="w-full max-w-60 select-none">
      <div className="mb-1 flex items-center">
        <h2 aria-live="polite" className="mr-auto pl-2 text-sm font-semibold">
          {written.month(day)}
        </h2>
        <Turn label={text('mini.earlier')} onClick={() => step('PageUp')}><BackIcon /></Turn>
        <Turn label={text('mini.later')} onClick={() => step('PageDown')}><OnIcon /></Turn>
      </div>
      <table ref={table} role="grid" aria-label={text('mini.label')} className="w-full table-fixed text-center text-sm tabular-nums" onKeyDown={byKey}>
        <thead>
          <tr>
            {weeks[0]?.map((one) => (
              <th key={one} scope="col" abbr={written.weekday(one)} className="h-7 text-xs font-medium text-soft">
                {written.initial(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((one) => (
                <td key={one} aria-selected={one === looked} className={`p-0 ${marked && one >= from && one <= to ? 'bg-accent-wash first:rounded-l-full last:rounded-r-full' : ''}`}>
                  <button
                    type="button"
                    tabIndex={one === day ? 0 : -1}
                    aria-current={one === today ? 'date' : undefined}
                    aria-label={written.day(one)}
                    className={`size-7 rounded-full hover:bg-line ${faceOf(one, { day, today, looked })}`}
                    onClick={() => onPick(one)}
                  >
                    {Number(one.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function faceOf(one: string, { day, today, looked }: { day: string; today: string; looked: string }): string {
  if (one === today) return 'bg-accent font-semibold text-on-accent hover:bg-accent-over';
  const outside = one.slice(0, 7) === day.slice(0, 7) ? '' : 'text-soft';
  return one === looked ? `font-semibold ring-2 ring-accent ${outside}` : outside;
}

const Turn = ({ label, onClick, children }: { label: string; onClick: () => void; children: React.ReactNode }) => (
  <button type="button" aria-label={label} className="grid size-8 place-items-center rounded-full text-soft hover:bg-sunken hover:text-ink" onClick={onClick}>
    {children}
  </button>
);
