import { useState } from 'react';
import type { Channel, ReminderFieldsFragment } from '../../__generated__/graphql.js';
import { Fault } from '../../design/fault.js';
import { BellIcon, CloseIcon, MailIcon } from '../../design/icons.js';
import { useNow } from '../../design/now.js';
import { locale } from '../../i18n/language.js';
import { fromNow } from '../../i18n/when.js';
import { useMe, useZone } from '../../session/viewer.js';
import { CustomReminder } from './custom-reminder.js';
import { text } from './texts.js';
import { beforeInWords, useReminders } from './use-reminders.js';

const PRESETS = [10, 60, 1_440, 10_080];
const CHANNELS: readonly Channel[] = ['IN_APP', 'EMAIL'];

/** The viewer's reminders of an event: the usual ones by one press, others by hand; each by the inbox, by mail, or both. */
export function Reminders({ eventId, repeats, reminders }: { eventId: string; repeats: boolean; reminders: readonly ReminderFieldsFragment[] }) {
  const { shown, add, change, remove, error } = useReminders(eventId, reminders);
  const [custom, setCustom] = useState(false);
  const { emailVerified } = useMe();
  const left = PRESETS.filter((minutes) => !shown.some(({ minutesBefore }) => minutesBefore === minutes));
  const byMail = shown.some(({ channels }) => channels.includes('EMAIL'));
  const chip = 'flex min-h-9 items-center rounded-full border border-dashed border-line-strong px-3 text-sm hover:border-solid hover:bg-sunken';
  return (
    <section aria-label={text('remind.title')}>
      <h2 className="mb-1 font-semibold">{text('remind.title')}</h2>
      <p className="mb-3 text-sm text-soft">{text(repeats ? 'remind.whySeries' : 'remind.why')}</p>
      {shown.length > 0 && (
        <ul className="mb-3 divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
          {shown.map((reminder) => (
            <Line key={reminder.minutesBefore} reminder={reminder} onChannels={(channels) => void change(reminder, channels)} onRemove={() => remove(reminder)} />
          ))}
        </ul>
      )}
      <div role="group" aria-label={text('remind.add')} className="flex flex-wrap gap-2">
        {left.map((minutes) => (
          <button key={minutes} type="button" className={chip} onClick={() => void add(minutes)}>
            + {beforeInWords(minutes)}
          </button>
        ))}
        <button type="button" className={chip} aria-expanded={custom} onClick={() => setCustom(!custom)}>
          {text('remind.custom')}
        </button>
      </div>
      {custom && <CustomReminder onAdd={(minutes) => (setCustom(false), void add(minutes))} />}
      {byMail && emailVerified === false && <p className="mt-3 text-sm text-warn">{text('remind.unverified')}</p>}
      {!!error && <div className="mt-3"><Fault error={error} /></div>}
    </section>
  );
}

interface LineProps {
  readonly reminder: ReminderFieldsFragment;
  readonly onChannels: (channels: Channel[]) => void;
  readonly onRemove: () => void;
}

function Line({ reminder, onChannels, onRemove }: LineProps) {
  const { minutesBefore, channels } = reminder;
  const words = beforeInWords(minutesBefore);
  const toggle = (channel: Channel): void => onChannels(CHANNELS.filter((one) => (one === channel) !== channels.includes(one)));
  return (
    <li className="arrive flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5 pr-2 pl-4">
      <span className="min-w-0 flex-1 basis-40">
        <span className="block font-medium">{words}</span>
        <Next reminder={reminder} />
      </span>
      <span role="group" aria-label={text('remind.by', { when: words })} className="flex gap-1">
        {CHANNELS.map((channel) => {
          const on = channels.includes(channel);
          return (
            <button
              key={channel}
              type="button"
              aria-pressed={on}
              // A reminder by no way is none: that is what taking it away is for.
              disabled={on && channels.length === 1}
              onClick={() => toggle(channel)}
              className={`flex min-h-9 items-center gap-1.5 rounded-full px-2.5 text-sm ${on ? 'bg-accent-wash font-medium text-accent' : 'text-soft hover:bg-sunken'}`}
            >
              {channel === 'EMAIL' ? <MailIcon /> : <BellIcon />}
              {text(channel === 'EMAIL' ? 'remind.EMAIL' : 'remind.IN_APP')}
            </button>
          );
        })}
      </span>
      <button type="button" aria-label={text('remind.remove', { when: words })} title={text('remind.remove', { when: words })} onClick={onRemove} className="grid size-9 place-items-center rounded-full text-soft hover:bg-sunken hover:text-ink">
        <CloseIcon />
      </button>
    </li>
  );
}

/** When it is next sent. */
function Next({ reminder: { id, nextAt } }: { reminder: ReminderFieldsFragment }) {
  const zone = useZone();
  const now = useNow(30_000);
  if (id === '') return <span className="block text-sm text-soft">{text('remind.saving')}</span>;
  if (!nextAt) return <span className="block text-sm text-soft">{text('remind.never')}</span>;
  const at = new Date(nextAt).toLocaleString(locale(), { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });
  return <span className="block text-sm text-soft">{text('remind.next', { when: at, relative: fromNow(nextAt, now, zone, locale()) })}</span>;
}
