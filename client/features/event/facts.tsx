import type { ReactNode } from 'react';
import { ClockIcon, DayIcon, PersonIcon, PlaceIcon, RepeatIcon, VideoIcon } from '../../design/page-icons.js';
import { locale } from '../../i18n/language.js';
import { unbroken } from '../../i18n/text.js';
import { sameWallClock, stretchInWords } from '../../i18n/when.js';
import { useZone } from '../../session/viewer.js';
import { Dates } from './dates.js';
import { icsOf } from './ics.js';
import type { Shown } from './occurrence.js';
import { text } from './texts.js';

/** When, how often, where and who. */
export function Facts({ occurrence }: { occurrence: Shown }) {
  const { event, location, joinUrl } = occurrence;
  return (
    <dl className="grid gap-5">
      <When occurrence={occurrence} />
      {event?.recurrence && (
        <Fact icon={<RepeatIcon />} name={text('event.repeats')}>
          {event.recurrence.description}
          {occurrence.isException && <span className="block text-soft">{text('event.isException')}</span>}
          <Dates eventId={event.id} shownId={occurrence.id} />
        </Fact>
      )}
      {location && <Where location={location} />}
      {joinUrl && (
        <Fact icon={<VideoIcon />} name={text('event.online')}>
          <a href={joinUrl} target="_blank" rel="noreferrer" className="font-medium text-accent hover:underline">
            {text('event.join')}
          </a>
          <span className="block truncate text-sm text-soft">{joinUrl.replace(/^https?:\/\//, '')}</span>
        </Fact>
      )}
      {event?.organizer?.fullName && (
        <Fact icon={<PersonIcon />} name={text('event.who')}>
          {event.organizer.fullName}
        </Fact>
      )}
    </dl>
  );
}

function When({ occurrence }: { occurrence: Shown }) {
  const zone = useZone();
  const there = occurrence.event?.timeZone;
  const elsewhere = !occurrence.allDay && there && !sameWallClock(occurrence.startsAt, zone, there);
  return (
    <Fact icon={<ClockIcon />} name={text('event.when')}>
      <span className="font-medium">{unbroken(stretchInWords(occurrence, zone, locale()))}</span>
      {elsewhere && (
        <span className="block text-soft">
          {text('event.thereZone', { when: stretchInWords(occurrence, there, locale()), zone: there.replaceAll('_', ' ') })}
        </span>
      )}
      <button type="button" onClick={() => saveFile(occurrence)} className="mt-1 flex min-h-8 items-center gap-1.5 text-sm font-medium text-accent hover:underline">
        <DayIcon /> {text('event.ics')}
      </button>
    </Fact>
  );
}

/** Gives the occurrence as a file that every calendar program takes. */
function saveFile(occurrence: Shown): void {
  const { event, location } = occurrence;
  const uid = event && !event.recurrence ? event.uid : `${occurrence.id}@${window.location.hostname}`;
  const where = [location?.name, location?.address].filter(Boolean).join(', ') || null;
  const ics = icsOf({ ...occurrence, uid, description: occurrence.description ?? null, location: where, url: window.location.href, cancelled: occurrence.status === 'CANCELLED' }, new Date());
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([ics], { type: 'text/calendar' }));
  link.download = `${occurrence.title}.ics`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Where({ location: { name, address, latitude, longitude } }: { location: NonNullable<Shown['location']> }) {
  const words = [name, address].filter(Boolean).join(', ');
  const point = latitude != null && longitude != null ? `?mlat=${String(latitude)}&mlon=${String(longitude)}#map=17/${String(latitude)}/${String(longitude)}` : null;
  const map = point ?? (address ? `search?query=${encodeURIComponent(address)}` : null);
  return (
    <Fact icon={<PlaceIcon />} name={text('event.where')}>
      {name ?? words}
      {name && address && <span className="block text-soft">{address}</span>}
      {map && (
        <a href={`https://www.openstreetmap.org/${map}`} target="_blank" rel="noreferrer" className="block text-sm font-medium text-accent hover:underline">
          {text('event.map')}
        </a>
      )}
    </Fact>
  );
}

const Fact = ({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) => (
  <div className="relative min-h-10 pl-13.5">
    <dt className="text-sm text-soft">
      <span aria-hidden className="absolute top-0 left-0 grid size-10 place-items-center rounded-box bg-sunken">
        {icon}
      </span>
      {name}
    </dt>
    <dd>{children}</dd>
  </div>
);
