import { useMutation } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import type { MyCalendarInput } from '../../__generated__/graphql.js';
import { Fault } from '../../design/fault.js';
import { Swatches } from '../../design/swatches.js';
import { ChangeMyCalendar } from './operations.js';
import { Section } from './section.js';
import { text } from './texts.js';
import type { Shared } from './use-shared-calendar.js';

/** Milliseconds for which a colour that is being dragged about is not sent. */
const SETTLED = 300;

/** What concerns nobody else: the colour that one sees it in, and whether one sees it. Kept as it is chosen. */
export function Mine({ shared }: { shared: Shared }) {
  const [change, { error }] = useMutation(ChangeMyCalendar);
  const [picked, setPicked] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = async (input: MyCalendarInput): Promise<void> => {
    // A refusal is shown below.
    await change({ variables: { id: shared.id, input } }).catch(() => null);
    setPicked(null);
  };
  const pick = (color: string): void => {
    setPicked(color);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keep({ color }), SETTLED);
  };
  return (
    <Section title={text('mine.title')}>
      <div className="grid gap-4">
        <div>
          <Swatches legend={text('mine.color')} value={picked ?? shared.myColor} onChoose={pick} />
          {shared.myColor !== null && (
            <button type="button" className="mt-2 text-accent hover:underline" onClick={() => void keep({ color: null })}>
              {text('mine.asAll')}
            </button>
          )}
        </div>
        <label className="flex min-h-8 items-center gap-2.5">
          <input type="checkbox" className="size-4" checked={!shared.hidden} onChange={(event) => void keep({ hidden: !event.target.checked })} />
          {text('mine.shown')}
        </label>
        {error && <Fault error={error} />}
      </div>
    </Section>
  );
}
