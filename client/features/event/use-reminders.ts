import type { Reference } from '@apollo/client';
import { useApolloClient, useMutation } from '@apollo/client/react';
import { useState } from 'react';
import type { Channel, ReminderFieldsFragment } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { toast } from '../../design/toasts.js';
import { createLeaving, LAST_WORD } from '../../design/undo.js';
import { plainError } from '../../graph/errors.js';
import { locale } from '../../i18n/language.js';
import { AddReminder, DeleteReminder, ReminderFields, UpdateReminder } from './operations.js';
import { text } from './texts.js';

const reminders = createLeaving();
const BOTH: Channel[] = ['IN_APP', 'EMAIL'];

/** Reminders as they are and as they are about to be: what is added or changed shows at once, what is taken away can be taken back. */
export function useReminders(eventId: string, saved: readonly ReminderFieldsFragment[]) {
  const client = useApolloClient();
  const [coming, setComing] = useState<readonly number[]>([]);
  const leaving = reminders.useHidden();
  const [mutateAdd, { error }] = useMutation(AddReminder);
  const [mutateChange] = useMutation(UpdateReminder, { onError: (refusal) => toast(plainError(refusal).message) });
  const id = client.cache.identify({ __typename: 'Event', id: eventId });
  const change = (edit: (refs: readonly Reference[]) => readonly Reference[]): void =>
    void client.cache.modify<{ myReminders: readonly Reference[] | null }>({ id, fields: { myReminders: (refs) => edit((refs) ?? []) } });

  const soon = coming.filter((minutes) => !saved.some(({ minutesBefore }) => minutesBefore === minutes));
  const pending = soon.map((minutesBefore): ReminderFieldsFragment => ({ __typename: 'Reminder', id: '', minutesBefore, channels: BOTH, nextAt: null }));
  const shown = [...saved.filter((reminder) => !leaving.has(reminder.id)), ...pending].sort((a, b) => b.minutesBefore - a.minutesBefore);

  return {
    shown,
    error,
    async add(minutesBefore: number): Promise<void> {
      const back = saved.find((reminder) => leaving.has(reminder.id) && reminder.minutesBefore === minutesBefore);
      if (back) return reminders.stay(back.id);
      setComing((before) => [...before, minutesBefore]);
      const { data } = await mutateAdd({ variables: { input: { eventId, minutesBefore, channels: BOTH } } }).catch(() => ({ data: null }));
      const added = data?.addReminder && readFragment(ReminderFields, data.addReminder);
      if (added) {
        const ref = client.cache.identify(added) ?? '';
        change((refs) => (refs.some(({ __ref }) => __ref === ref) ? refs : [...refs, { __ref: ref }]));
      }
      setComing((before) => before.filter((one) => one !== minutesBefore));
    },
    async change(reminder: ReminderFieldsFragment, channels: Channel[]): Promise<void> {
      await mutateChange({ variables: { id: reminder.id, input: { channels } }, optimisticResponse: { updateReminder: { ...reminder, channels } as never } });
    },
    remove(reminder: ReminderFieldsFragment): void {
      const work = async (): Promise<void> => {
        await client.mutate({ mutation: DeleteReminder, variables: { id: reminder.id }, context: LAST_WORD });
        change((refs) => refs.filter(({ __ref }) => __ref !== client.cache.identify(reminder)));
      };
      reminders.leave(reminder.id, { said: text('remind.removed'), work });
    },
  };
}

const UNITS = [['week', 10_080], ['day', 1_440], ['hour', 60], ['minute', 1]] as const;

/** How long before it begins, in the largest unit that has no rest. */
export function beforeInWords(minutes: number): string {
  if (minutes === 0) return text('remind.atStart');
  const [unit, size] = UNITS.find(([, one]) => minutes % one === 0) ?? ['minute', 1];
  const length = new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' }).format(minutes / size);
  return text('remind.lengthBefore', { length });
}
