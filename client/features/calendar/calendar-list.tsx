import { useMutation } from '@apollo/client/react';
import type { CalendarFieldsFragment } from '../../__generated__/graphql.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { colorOf } from './entries.js';
import { ShowCalendar } from './operations.js';
import { text } from './texts.js';

/** The viewer's calendars, each shown or hidden by its box; a row of chips where there is little room. */
export function CalendarList({ calendars, onShown }: { calendars: readonly CalendarFieldsFragment[]; onShown: () => void }) {
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
          <li key={calendar.id} className="shrink-0">
            <label className="flex min-h-9 items-center gap-2.5 rounded-full border border-line px-3 whitespace-nowrap hover:bg-sunken lg:rounded-box lg:border-0 lg:px-2 lg:whitespace-normal">
              <input type="checkbox" className="size-4 shrink-0" style={{ accentColor: colorOf(calendar) }} checked={!calendar.hidden} onChange={() => void toggle(calendar)} />
              <span className={calendar.hidden ? 'text-soft' : ''}>{calendar.name}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
