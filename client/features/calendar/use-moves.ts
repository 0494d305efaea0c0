import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import type { AgendaItemFieldsFragment, SeriesFieldsFragment, UpdateEventInput } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { toast } from '../../design/toasts.js';
import { plainError } from '../../graph/errors.js';
import { useZone } from '../../session/viewer.js';
import { seriesTimesAfter, timesAfter, timesNow } from './move-event.js';
import type { Stretch } from './new-event.js';
import { SeriesFields } from './first-operations.js';
import { ChangeEvent } from './operations.js';
import { text } from './texts.js';

/** An entry that was dragged somewhere else, or made longer or shorter. */
export interface Move {
  readonly item: AgendaItemFieldsFragment;
  readonly event: SeriesFieldsFragment;
  readonly picked: Stretch;
  /** Puts the entry back where it was. */
  readonly revert: () => void;
}

/** Moves events, with a way back; a series only once somebody has said so. `onRefused` is for what is shown being out of date. */
export function useMoves(onRefused: () => void) {
  const zone = useZone();
  const [change] = useMutation(ChangeEvent);
  const [asked, setAsked] = useState<Move | null>(null);

  const put = async (event: SeriesFieldsFragment, input: UpdateEventInput, revert: () => void): Promise<void> => {
    const before = timesNow(event);
    const scope = event.recurrence ? ('ALL' as const) : null;
    try {
      const { data } = await change({ variables: { id: event.id, input, expectedRevision: event.revision, scope } });
      const changed = data?.updateEvent?.event;
      if (!changed) return;
      const now = readFragment(SeriesFields, changed);
      const dropped = data.updateEvent?.droppedOccurrenceIds.length ?? 0;
      const words = dropped > 0 ? text('move.doneWithout', { what: changed.title, count: dropped }) : text('move.done', { what: changed.title });
      // What was dropped does not come back with the old times.
      toast(words, null, dropped > 0 ? null : { label: text('app.undo'), run: () => void put(now, before, () => undefined) });
    } catch (error) {
      revert();
      toast(plainError(error).message);
      onRefused();
    }
  };

  return {
    /** The move that waits for an answer; null: none does. */
    asked,
    move(move: Move): void {
      if (move.event.recurrence) setAsked(move);
      else void put(move.event, timesAfter(move.picked, zone), move.revert);
    },
    answer(yes: boolean): void {
      if (!asked) return;
      setAsked(null);
      if (yes) void put(asked.event, seriesTimesAfter(asked.event, asked.item, asked.picked, zone), asked.revert);
      else asked.revert();
    },
  };
}
