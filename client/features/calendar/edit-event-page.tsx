import { navigate } from '../../app/router.js';
import { EditEvent } from './edit-event.js';
import { text } from './texts.js';

/** The form of a known event as a page of its own, for links from elsewhere; it leads back to where one came from. */
export function EditEventPage({ eventId }: { eventId: string }) {
  const back = (): void => (history.length > 1 ? history.back() : navigate('/'));
  return (
    <div className="mx-auto max-w-xl p-4 sm:p-8">
      <h1 className="mb-6 text-2xl font-semibold">{text('calendar.edit')}</h1>
      <EditEvent eventId={eventId} onDone={back} />
    </div>
  );
}
