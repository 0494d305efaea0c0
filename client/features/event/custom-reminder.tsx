import { useState } from 'react';
import { Button, INPUT } from '../../design/controls.js';
import { text } from './texts.js';

const UNITS = [
  { minutes: 1, label: 'remind.minutes' },
  { minutes: 60, label: 'remind.hours' },
  { minutes: 1_440, label: 'remind.days' },
] as const;
/** A year, as far as the server goes. */
const MOST = 525_600;

/** Any time before, as a number and a unit. */
export function CustomReminder({ onAdd }: { onAdd: (minutes: number) => void }) {
  const [count, setCount] = useState('2');
  const [unit, setUnit] = useState(60);
  const minutes = Number(count) * unit;
  const good = /^\d+$/.test(count) && minutes <= MOST;
  const send = (event: React.FormEvent): void => {
    event.preventDefault();
    if (good) onAdd(minutes);
  };
  return (
    <form onSubmit={send} className="mt-3 flex flex-wrap items-center gap-2">
      <input autoFocus inputMode="numeric" aria-label={text('remind.howLong')} aria-invalid={!good} value={count} onChange={({ target }) => setCount(target.value)} className={`${INPUT} w-20!`} />
      <select aria-label={text('remind.unit')} value={unit} onChange={({ target }) => setUnit(Number(target.value))} className={`${INPUT} w-auto!`}>
        {UNITS.map((one) => <option key={one.minutes} value={one.minutes}>{text(one.label)}</option>)}
      </select>
      <span className="text-soft">{text('remind.before')}</span>
      <Button type="submit" disabled={!good}>{text('remind.add')}</Button>
    </form>
  );
}
