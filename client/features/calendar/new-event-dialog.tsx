import { useMutation } from '@apollo/client/react';
import { useRef } from 'react';
import type { CalendarFieldsFragment } from '../../__generated__/graphql.js';
import { Dialog } from '../../design/dialog.js';
import { toast } from '../../design/toasts.js';
import { newKey } from '../../graph/keys.js';
import { useZone } from '../../session/viewer.js';
import { colorOf } from './entries.js';
import { EventForm, type Typed } from './event-form.js';
import { ruleTyped } from './event-input.js';
import { timesOf, type Stretch } from './new-event.js';
import { CreateEvent } from './operations.js';
import { text } from './texts.js';

interface NewEventDialogProps {
  readonly stretch: Stretch;
  /** What was typed and chosen before. */
  readonly title?: string | undefined;
  readonly calendarId?: string | undefined;
  /** Those that the viewer may write to; one at least. */
  readonly calendars: readonly CalendarFieldsFragment[];
  readonly onClose: () => void;
}

/** Makes an event. What was typed stays when it does not work, and sent again it is still made once. */
export function NewEventDialog({ stretch, title, calendarId: chosen, calendars, onClose }: NewEventDialogProps) {
  const zone = useZone();
  const key = useRef(newKey());
  const [create, { loading, error }] = useMutation(CreateEvent);

  const make = async ({ details, when, calendarId }: Typed): Promise<void> => {
    const rule = ruleTyped(when);
    const input = { calendarId, ...details, ...timesOf(when.stretch, when.zone), ...(rule === null ? {} : { recurrence: { rule } }), idempotencyKey: key.current };
    // A refusal is shown in the form; other input wants another key.
    const answer = await create({ variables: { input } }).catch(() => void (key.current = newKey()));
    const made = answer?.data?.createEvent;
    if (!made) return;
    toast(text('event.saved', { title: made.title }), colorOf(calendars.find(({ id }) => id === calendarId)));
    onClose();
  };

  return (
    <Dialog title={text('calendar.new')} onClose={onClose}>
      <EventForm
        when={{ stretch, zone, repeats: null }}
        title={title}
        calendarId={chosen}
        calendars={calendars}
        viewerZone={zone}
        busy={loading}
        error={error}
        save={text('form.save')}
        onSubmit={(typed) => void make(typed)}
        onCancel={onClose}
      />
    </Dialog>
  );
}
