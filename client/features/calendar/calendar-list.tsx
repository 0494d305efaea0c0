import { useMutation } from '@apollo/client/react';
import type { CalendarFieldsFragment } from '../../__generated__/graphql.js';
import { PlusIcon, SettingsIcon } from '../../design/icons.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { colorOf } from './entries.js';
import { ShowCalendar } from './operations.js';
import { text } from './texts.js';

/** The viewer's calendars, each shown or hidden by its box; a row of chips where there is little room. */
export function CalendarList({ calendars, onShown, onNew }: { calendars: readonly CalendarFieldsFragment[]; onShown: () => void; onNew: () => void }) {
  const [show] = useMutation(ShowCalendar);
  const toggle = async ({ id, hidden }: CalendarFieldsFragment): Promise<void> => {
    const now = !hidden;
    const optimisticResponse = { updateMyCalendar: { __typename: 'Calendar' as const, id, hidden: now } };
    try {
      await show({ variables: { calendarId: id, hidden: now }, optimisticResponse });
      if (!now) onShown();
    } catch (error) {
      toast(plainError(error).message);
    }
  };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 hidden px-2 text-sm font-medium text-soft lg:block">{text('calendar.mine')}</legend>
      <ul className="flex gap-1.5 overflow-x-auto pb-1 lg:flex-col lg:gap-0.5">
        {calendars.map((calendar) => (
          <li key={calendar.id} className="group flex shrink-0 items-center">
            <label className="flex flex-1 min-h-9 items-center gap-2.5 rounded-full border border-line px-3 whitespace-nowrap hover:bg-sunken lg:rounded-box lg:border-0 lg:px-2 lg:whitespace-normal">
              <input type="checkbox" className="size-4 shrink-0" style={{ accentColor: colorOf(calendar) }} checked={!calendar.hidden} onChange={() => void toggle(calendar)} />
              <span className={calendar.hidden ? 'text-soft' : ''}>{calendar.name}</span>
            </label>
            <a
              href={`/calendars/${encodeURIComponent(calendar.id)}/settings`}
              aria-label={text('calendar.settingsOf', { name: calendar.name })}
              title={text('calendar.settingsOf', { name: calendar.name })}
              className="grid size-9 shrink-0 place-items-center rounded-box text-soft hover:bg-sunken hover:text-ink"
            >
              <SettingsIcon />
            </a>
          </li>
        ))}
        <li className="shrink-0">
          <button type="button" className="flex min-h-9 w-full items-center gap-2 rounded-full px-3 whitespace-nowrap text-soft hover:bg-sunken hover:text-ink lg:rounded-box lg:px-1.5" onClick={onNew}>
            <PlusIcon /> {text('calendar.newCalendar')}
          </button>
        </li>
      </ul>
    </fieldset>
  );
}
