import { useQuery } from '@apollo/client/react';
import type { ComponentType } from 'react';
import type { AccountQuery } from '../../__generated__/graphql.js';
import { readFragment } from '../../__generated__/index.js';
import { Skeleton } from '../../design/controls.js';
import { Fault } from '../../design/fault.js';
import { BackIcon, OnIcon } from '../../design/icons.js';
import { useTitle } from '../../design/title.js';
import { ViewerFields, type Me } from '../../session/viewer-query.js';
import { text } from './texts.js';
import { ActivityPart } from './activity-part.js';
import { DevicesPart } from './devices-part.js';
import { Account } from './operations.js';
import { PreferencesPart } from './preferences-part.js';
import { ProfilePart } from './profile-part.js';
import { SecurityPart } from './security-part.js';
import { TokensPart } from './tokens-part.js';

/** The person whose settings these are. */
export type Owner = Me & Omit<NonNullable<AccountQuery['me']>, ' $fragmentRefs'>;

const PARTS = {
  profile: ProfilePart,
  preferences: PreferencesPart,
  security: SecurityPart,
  devices: DevicesPart,
  tokens: TokensPart,
  activity: ActivityPart,
} as const satisfies Readonly<Record<string, ComponentType<{ me: Owner }>>>;
type Part = keyof typeof PARTS;

const NAMES = Object.keys(PARTS) as readonly Part[];
const isPart = (name: string | undefined): name is Part => name !== undefined && name in PARTS;

/** The account's settings: all parts beside one another's names where there is room, else a list that leads to each. */
export function SettingsPage({ part }: { part?: string }) {
  const chosen = isPart(part) ? part : null;
  const shown = chosen ?? 'profile';
  useTitle(text(chosen ? `${chosen}.title` : 'settings.title'));
  const { data, error } = useQuery(Account);
  const Shown = PARTS[shown];
  const viewer = readFragment(ViewerFields, data?.me);
  return (
    <div className="mx-auto grid max-w-5xl gap-x-10 gap-y-4 p-4 sm:p-8 lg:grid-cols-[15rem_1fr]">
      <h1 className={`text-2xl font-semibold lg:col-span-2 lg:mb-2 ${chosen ? 'max-lg:sr-only' : ''}`}>{text('settings.title')}</h1>
      <PartList shown={shown} hidden={chosen !== null} />
      <div className={`min-w-0 ${chosen ? '' : 'max-lg:hidden'}`}>
        <a href="/settings" className="mb-3 inline-flex min-h-8 items-center gap-1 text-soft hover:text-ink lg:hidden">
          <BackIcon /> {text('settings.title')}
        </a>
        <h2 className="text-xl font-semibold">{text(`${shown}.title`)}</h2>
        <p className="mt-1 mb-5 max-w-prose text-soft">{text(`${shown}.lead`)}</p>
        {data?.me && viewer ? <Shown key={shown} me={{ ...viewer, ...data.me }} /> : error ? <Fault error={error} /> : <Skeleton className="h-56" />}
      </div>
    </div>
  );
}

function PartList({ shown, hidden }: { shown: Part; hidden: boolean }) {
  return (
    <nav aria-label={text('settings.title')} className={hidden ? 'max-lg:hidden' : ''}>
      <ul className="grid gap-0.5 max-lg:overflow-hidden max-lg:rounded-2xl max-lg:border max-lg:border-line max-lg:bg-surface max-lg:divide-y max-lg:divide-line max-lg:gap-0">
        {NAMES.map((name) => (
          <li key={name}>
            <a
              href={`/settings/${name}`}
              aria-current={name === shown ? 'page' : undefined}
              className="flex items-center gap-3 -outline-offset-2 hover:bg-sunken max-lg:px-4 max-lg:py-3 lg:min-h-10 lg:rounded-box lg:px-3 lg:text-soft lg:aria-[current]:bg-accent-wash lg:aria-[current]:font-medium lg:aria-[current]:text-accent"
            >
              <span className="min-w-0 flex-1">
                {text(`${name}.title`)}
                <span className="block text-sm text-soft lg:hidden">{text(`${name}.lead`)}</span>
              </span>
              <span className="text-soft lg:hidden">
                <OnIcon />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
