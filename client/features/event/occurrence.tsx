import type { OccurrencePageQuery } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { Notice } from '../../design/controls.js';
import { useNow } from '../../design/now.js';
import { PenIcon } from '../../design/page-icons.js';
import { locale } from '../../i18n/language.js';
import { fromNow, phaseOf, type Phase } from '../../i18n/when.js';
import { useZone } from '../../session/viewer.js';
import { Attendees } from './attendees.js';
import { Facts } from './facts.js';
import { piecesOf } from './links.js';
import { ReminderFields, SeatFields } from './operations.js';
import { Reminders } from './reminders.js';
import { Seats } from './seats.js';
import { text } from './texts.js';

/** An occurrence as its page reads it. */
export type Shown = NonNullable<OccurrencePageQuery['occurrence']>;

/** The whole of it: what it is, the seats beside it, and beneath what one may set or see of it. */
export function OccurrenceArticle({ occurrence, onChanged }: { occurrence: Shown; onChanged: () => Promise<unknown> }) {
  const zone = useZone();
  const phase = phaseOf(occurrence, useNow(15_000), zone);
  const { event, description, attendance } = occurrence;
  const cancelled = occurrence.status === 'CANCELLED';
  return (
    <article className="grid gap-x-10 gap-y-8 md:grid-cols-[1fr_21rem] md:grid-rows-[auto_1fr]">
      <div className="min-w-0">
        <Heading occurrence={occurrence} phase={phase} />
        {cancelled && <div className="mb-6"><Notice tone="warn">{text('event.cancelled')}</Notice></div>}
        <Facts occurrence={occurrence} />
      </div>
      <aside className="min-w-0 md:row-span-2">
        <Seats seats={readFragment(SeatFields, occurrence)} occurrence={occurrence} phase={phase} onChanged={onChanged} />
      </aside>
      <div className="grid min-w-0 content-start gap-8">
        {description && <Description text={description} />}
        {event?.myReminders && phase !== 'OVER' && !cancelled && (
          <Reminders eventId={event.id} repeats={!!event.recurrence} reminders={event.myReminders.map((one) => readFragment(ReminderFields, one))} />
        )}
        {event && attendance && <Attendees eventId={event.id} occurrenceId={occurrence.id} attendance={attendance} />}
      </div>
    </article>
  );
}

function Heading({ occurrence, phase }: { occurrence: Shown; phase: Phase }) {
  const { calendar, event, title, status, attendance } = occurrence;
  const cancelled = status === 'CANCELLED';
  return (
    <header className="mb-6">
      <p className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {calendar && (
          <span className="flex items-center gap-2 text-soft">
            <span aria-hidden className="size-2.5 rounded-full" style={{ background: calendar.myColor ?? calendar.color ?? 'var(--accent)' }} />
            {calendar.name}
          </span>
        )}
        <State occurrence={occurrence} phase={phase} />
        {event && attendance && (
          <a href={`/events/${encodeURIComponent(event.id)}/edit?occurrence=${encodeURIComponent(occurrence.id)}`} className="ml-auto inline-flex min-h-9 items-center gap-1.5 rounded-box border border-line bg-surface px-3 font-medium hover:bg-sunken">
            <PenIcon /> {text('event.edit')}
          </a>
        )}
      </p>
      <h1 className={`text-3xl font-semibold break-words ${cancelled ? 'text-soft line-through' : ''}`}>{title}</h1>
    </header>
  );
}

/** How it stands to now, in words that go on by themselves: `in 3 days`, `now`, `ended yesterday`. */
function State({ occurrence, phase }: { occurrence: Shown; phase: Phase }) {
  const zone = useZone();
  const now = useNow(15_000);
  const chip = 'rounded-full px-2.5 py-0.5 text-sm font-medium';
  if (occurrence.status === 'CANCELLED') return <span className={`${chip} bg-bad-wash text-bad`}>{text('event.isCancelled')}</span>;
  if (phase === 'ON') return <span className={`${chip} bg-good-wash text-good`}>{text('event.isOn')}</span>;
  if (phase === 'OVER') return <span className={`${chip} bg-sunken text-soft`}>{text('event.isOver', { when: fromNow(occurrence.endsAt, now, zone, locale()) })}</span>;
  return <span className={`${chip} bg-accent-wash text-accent`}>{fromNow(occurrence.startsAt, now, zone, locale())}</span>;
}

/** Plain text, in which addresses lead where they say. */
function Description({ text: whole }: { text: string }) {
  return (
    <section aria-label={text('event.about')}>
      <h2 className="mb-2 font-semibold">{text('event.about')}</h2>
      <p className="max-w-prose break-words whitespace-pre-line">
        {piecesOf(whole).map(({ words, href }, index) =>
          href === null ? words : <a key={index} href={href} target="_blank" rel="noreferrer nofollow" className="text-accent underline hover:no-underline">{words}</a>,
        )}
      </p>
    </section>
  );
}
