import { INPUT, Labelled } from '../../design/controls.js';
import { locale } from '../../i18n/language.js';
import type { Stretch } from './new-event.js';
import { isLastOfMonth, repeatsFrom, weekdayOf, weekOfMonth, WEEKDAYS, type Repeats, type Weekday } from './recurrence-rule.js';
import { RulePreview } from './rule-preview.js';
import { text } from './texts.js';

interface RecurrenceFieldsProps {
  readonly stretch: Stretch;
  readonly repeats: Repeats | string | null;
  /** In words, as the server says it: of a rule that the form can't show. */
  readonly description: string | null;
  readonly onChange: (repeats: Repeats | string | null) => void;
}

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth'] as const;

/** How an event repeats: as much of it as is asked for, and the whole in words. */
export function RecurrenceFields({ stretch, repeats, description, onChange }: RecurrenceFieldsProps) {
  const chosen = repeats === null ? 'NEVER' : typeof repeats === 'string' ? 'CUSTOM' : repeats.frequency;
  const choose = (value: string): void => {
    const frequency = FREQUENCIES.find((one) => one === value);
    if (frequency) onChange(repeatsFrom(frequency, stretch.starts));
    else if (value === 'NEVER') onChange(null);
  };
  return (
    <div className="grid gap-3">
      <Labelled label={text('repeat.label')} name="recurrence.rule">
        {(given) => (
          <select {...given} className={INPUT} value={chosen} onChange={({ target }) => choose(target.value)}>
            <option value="NEVER">{text('repeat.NEVER')}</option>
            {FREQUENCIES.map((one) => (
              <option key={one} value={one}>
                {text(`repeat.${one}`)}
              </option>
            ))}
            {typeof repeats === 'string' && <option value="CUSTOM">{description ?? repeats}</option>}
          </select>
        )}
      </Labelled>
      {repeats !== null && typeof repeats !== 'string' && <Shape stretch={stretch} repeats={repeats} onChange={onChange} />}
    </div>
  );
}

interface ShapeProps {
  readonly stretch: Stretch;
  readonly repeats: Repeats;
  readonly onChange: (repeats: Repeats) => void;
}

function Shape({ stretch, repeats, onChange }: ShapeProps) {
  return (
    <div className="grid gap-3 rounded-box border border-line bg-paper p-3.5">
      <label className="flex items-center gap-2">
        {text('repeat.every')}
        <input
          type="number"
          min={1}
          max={1000}
          className={`${INPUT} max-w-20`}
          value={repeats.interval}
          onChange={({ target }) => onChange({ ...repeats, interval: Math.max(1, Number(target.value) || 1) })}
        />
        {text(`repeat.${repeats.interval === 1 ? 'unit' : 'units'}.${repeats.frequency}`)}
      </label>
      {repeats.frequency === 'WEEKLY' && <Days stretch={stretch} repeats={repeats} onChange={onChange} />}
      {repeats.frequency === 'MONTHLY' && <MonthlyBy stretch={stretch} repeats={repeats} onChange={onChange} />}
      <Ends stretch={stretch} repeats={repeats} onChange={onChange} />
      <RulePreview repeats={repeats} starts={stretch.starts} />
    </div>
  );
}

/** A day's name; 2024 began with a Monday. */
function dayName(day: Weekday, weekday: 'short' | 'long'): string {
  return new Date(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day))).toLocaleDateString(locale(), { weekday, timeZone: 'UTC' });
}

function Days({ stretch, repeats, onChange }: ShapeProps) {
  const first = weekdayOf(stretch.starts);
  const toggle = (day: Weekday): void => onChange({ ...repeats, days: repeats.days.includes(day) ? repeats.days.filter((one) => one !== day) : [...repeats.days, day] });
  return (
    <div role="group" aria-label={text('repeat.days')} className="flex flex-wrap gap-1.5">
      {WEEKDAYS.map((day) => (
        <button
          key={day}
          type="button"
          aria-pressed={day === first || repeats.days.includes(day)}
          disabled={day === first}
          title={day === first ? text('repeat.firstDay') : undefined}
          className="min-h-9 min-w-10 rounded-full border border-line-strong px-2.5 text-sm font-medium aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent"
          onClick={() => toggle(day)}
        >
          <span aria-hidden>{dayName(day, 'short')}</span>
          <span className="sr-only">{dayName(day, 'long')}</span>
        </button>
      ))}
    </div>
  );
}

function MonthlyBy({ stretch, repeats, onChange }: ShapeProps) {
  const day = dayName(weekdayOf(stretch.starts), 'long');
  const which = text(`repeat.${ORDINALS[weekOfMonth(stretch.starts)] || 'first'}`);
  const choices = [
    ['DATE', text('repeat.onDate', { day: Number(stretch.starts.slice(8, 10)) })],
    ['WEEKDAY', text('repeat.onWeekday', { which, day })],
    ...(isLastOfMonth(stretch.starts) ? [['LAST_WEEKDAY', text('repeat.onWeekday', { which: text('repeat.last'), day })]] : []),
  ];
  return (
    <select aria-label={text('repeat.on')} className={INPUT} value={repeats.monthlyBy} onChange={({ target }) => onChange({ ...repeats, monthlyBy: target.value as Repeats['monthlyBy'] })}>
      {choices.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}

function Ends({ stretch, repeats, onChange }: ShapeProps) {
  const { ends } = repeats;
  const choose = (kind: string): void => {
    if (kind === 'COUNT') onChange({ ...repeats, ends: { kind, count: 10 } });
    else if (kind === 'UNTIL') onChange({ ...repeats, ends: { kind, day: stretch.starts.slice(0, 10) } });
    else onChange({ ...repeats, ends: { kind: 'NEVER' } });
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <select aria-label={text('repeat.ends')} className={INPUT} value={ends.kind} onChange={({ target }) => choose(target.value)}>
        <option value="NEVER">{text('repeat.endsNever')}</option>
        <option value="UNTIL">{text('repeat.endsOn')}</option>
        <option value="COUNT">{text('repeat.endsAfter')}</option>
      </select>
      {ends.kind === 'UNTIL' && (
        <input
          type="date"
          aria-label={text('repeat.lastDay')}
          required
          min={stretch.starts.slice(0, 10)}
          className={INPUT}
          value={ends.day}
          onChange={({ target }) => onChange({ ...repeats, ends: { kind: 'UNTIL', day: target.value } })}
        />
      )}
      {ends.kind === 'COUNT' && (
        <label className="flex items-center gap-2">
          <input
            type="number"
            min={1}
            max={1000}
            required
            className={INPUT}
            value={ends.count}
            onChange={({ target }) => onChange({ ...repeats, ends: { kind: 'COUNT', count: Math.max(1, Number(target.value) || 1) } })}
          />
          {text('repeat.times')}
        </label>
      )}
    </div>
  );
}
