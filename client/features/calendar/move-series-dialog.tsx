import { Temporal } from 'temporal-polyfill';
import { Button } from '../../design/controls.js';
import { Dialog } from '../../design/dialog.js';
import { locale } from '../../i18n/language.js';
import { SeriesExtent } from './series-extent.js';
import { text } from './texts.js';
import type { Move } from './use-moves.js';

/** Asks before a whole series is moved by one of its occurrences. */
export function MoveSeriesDialog({ move: { item, event, picked }, onAnswer }: { move: Move; onAnswer: (yes: boolean) => void }) {
  const from = Temporal.PlainDateTime.from(picked.starts);
  const options: Intl.DateTimeFormatOptions = picked.allDay ? { weekday: 'long' } : { weekday: 'long', hour: 'numeric', minute: '2-digit' };
  const title = item.__typename === 'Occurrence' ? item.title : '';
  return (
    <Dialog title={text('move.series')} onClose={() => onAnswer(false)}>
      <p>{text('move.seriesNow', { what: title, rule: event.recurrence?.description ?? '' })}</p>
      <p className="mt-3 mb-5 rounded-box bg-accent-wash px-3.5 py-2.5 font-medium">{text('move.seriesThen', { when: from.toLocaleString(locale(), options) })}</p>
      <SeriesExtent eventId={event.id} />
      <p className="mt-1 mb-5 text-sm text-soft">{text('move.seriesAll')}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={() => onAnswer(false)}>
          {text('app.cancel')}
        </Button>
        <Button look="main" onClick={() => onAnswer(true)}>
          {text('move.all')}
        </Button>
      </div>
    </Dialog>
  );
}
