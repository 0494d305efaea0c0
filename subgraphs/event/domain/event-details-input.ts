import type { Visibility } from './calendar.js';
import { LONGEST_DESCRIPTION, LONGEST_NAME } from './calendar-input.js';
import type { EventDetails, EventStatus, Location, Money, ShowAs } from './event.js';
import { createFaults, type Fault, type Faults } from './faults.js';

/** What people say about an event, as it comes in: absent leaves alone, null clears, a list replaces the list. */
export interface DetailsPatch {
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly location?: { readonly [Key in keyof Location]?: Location[Key] | undefined } | null | undefined;
  readonly joinUrl?: string | null | undefined;
  readonly status?: EventStatus | null | undefined;
  readonly visibility?: Visibility | null | undefined;
  readonly showAs?: ShowAs | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly capacity?: number | null | undefined;
  readonly price?: Money | null | undefined;
}

const MOST_TAGS = 20;
const LONGEST_TAG = 50;
const HIGHEST_CAPACITY = 1_000_000;
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Puts a patch on what was there, or on what a new event begins with; every fault is told. */
export function patchDetails(before: EventDetails, patch: DetailsPatch): { details: EventDetails; faults: Fault[] } {
  const faults = createFaults();
  const given = <Value>(value: Value | undefined, old: Value, check: (value: Value) => Value): Value =>
    value === undefined ? old : check(value);
  const kept = <Key extends 'status' | 'visibility' | 'showAs'>(key: Key): EventDetails[Key] => {
    if (patch[key] === null) faults.add(['input', key], `\`${key}\` can't be cleared.`);
    return (patch[key] as EventDetails[Key] | null | undefined) ?? before[key];
  };
  const details: EventDetails = {
    title: given<string | null>(patch.title, before.title, (title) => faults.text(['input', 'title'], title, LONGEST_NAME, 'required')) ?? '',
    description: given(patch.description, before.description, (text) => faults.text(['input', 'description'], text, LONGEST_DESCRIPTION)),
    location: given(patch.location as Location | null | undefined, before.location, (location) => checkLocation(faults, location)),
    joinUrl: given(patch.joinUrl, before.joinUrl, (url) => checkUrl(faults, url)),
    status: kept('status'),
    visibility: kept('visibility'),
    showAs: kept('showAs'),
    tags: given<readonly string[] | null>(patch.tags, before.tags, (tags) => checkTags(faults, tags ?? [])) ?? [],
    capacity: given(patch.capacity, before.capacity, (capacity) => checkCapacity(faults, capacity)),
    price: given(patch.price, before.price, (price) => checkPrice(faults, price)),
  };
  return { details, faults: faults.found };
}

function checkLocation(faults: Faults, location: Partial<Location> | null): Location | null {
  if (location === null) return null;
  const { latitude = null, longitude = null } = location;
  const at = ['input', 'location'];
  if ((latitude === null) !== (longitude === null)) faults.add(at, 'A place has both `latitude` and `longitude`, or neither.');
  if (latitude !== null && !(Math.abs(latitude) <= 90)) faults.add([...at, 'latitude'], '`latitude` is from -90 to 90.');
  if (longitude !== null && !(Math.abs(longitude) <= 180)) faults.add([...at, 'longitude'], '`longitude` is from -180 to 180.');
  const name = faults.text([...at, 'name'], location.name, 200);
  const address = faults.text([...at, 'address'], location.address, 500);
  return name === null && address === null && latitude === null ? null : { name, address, latitude, longitude };
}

function checkUrl(faults: Faults, url: string | null): string | null {
  const text = faults.text(['input', 'joinUrl'], url, 2000);
  if (text !== null && !(/^https?:\/\//i.test(text) && URL.canParse(text))) {
    faults.add(['input', 'joinUrl'], '`joinUrl` begins with https:// or http://.');
  }
  return text;
}

function checkTags(faults: Faults, tags: readonly string[]): string[] {
  if (tags.length > MOST_TAGS) faults.add(['input', 'tags'], `An event has at most ${String(MOST_TAGS)} tags.`);
  const checked = tags.map((tag, i) => faults.text(['input', 'tags', i], tag, LONGEST_TAG, 'required') ?? '');
  return [...new Set(checked)];
}

function checkCapacity(faults: Faults, capacity: number | null): number | null {
  if (capacity !== null && !(capacity >= 1 && capacity <= HIGHEST_CAPACITY)) {
    faults.add(['input', 'capacity'], `\`capacity\` is from 1 to ${String(HIGHEST_CAPACITY)}; null is no limit.`);
  }
  return capacity;
}

function checkPrice(faults: Faults, price: Money | null): Money | null {
  if (price === null) return null;
  if (!(price.amount >= 0)) faults.add(['input', 'price', 'amount'], 'A price is not below zero.');
  if (!CURRENCIES.has(price.currency)) faults.add(['input', 'price', 'currency'], 'A currency is an ISO 4217 code, such as EUR.');
  return { amount: price.amount, currency: price.currency };
}
