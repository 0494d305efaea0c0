import { Dialog } from '../../design/dialog.js';
import { EditEvent } from './edit-event.js';
import { text } from './texts.js';

/** The form of a known event, above the calendar. */
export const EditEventDialog = ({ eventId, onClose }: { eventId: string; onClose: () => void }) => (
  <Dialog title={text('calendar.edit')} onClose={onClose}>
    <EditEvent eventId={eventId} onDone={onClose} />
  </Dialog>
);
