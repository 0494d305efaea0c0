import { Dialog } from '../../design/dialog.js';
import { text } from './texts.js';

const KEYS = [
  ['N', 'calendar.new'],
  ['T', 'calendar.today'],
  ['J →', 'calendar.next'],
  ['K ←', 'calendar.previous'],
  ['M', 'calendar.month'],
  ['W', 'calendar.week'],
  ['D', 'calendar.day'],
  ['L', 'calendar.list'],
  ['?', 'calendar.shortcuts'],
] as const;

/** What single keys do in the calendar. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={text('calendar.shortcuts')} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {KEYS.map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-grid min-w-8 place-items-center rounded-lg border border-line-strong bg-surface px-2 py-0.5 font-sans font-semibold shadow-xs">{key}</kbd>
            </dt>
            <dd>{text(meaning)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
