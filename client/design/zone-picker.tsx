import { useId, useMemo, useRef, useState } from 'react';
import { locale } from '../i18n/language.js';
import { text } from '../i18n/text.js';
import { INPUT, Labelled } from './controls.js';
import { offsetInWords, zonesAt, zonesLike, type Zone } from './zones.js';

interface ZonePickerProps {
  readonly label: string;
  readonly hint?: string;
  /** Of the input's field, for its fault. */
  readonly name?: string;
  /** An IANA name. */
  readonly value: string;
  readonly onPick: (zone: string) => void;
}

/** A time zone, found by its city, its name in the reader's language, or its offset (WAI-ARIA's combobox with a list). */
export function ZonePicker({ label, hint, name, value, onPick }: ZonePickerProps) {
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const listbox = useRef<HTMLUListElement>(null);
  const open = typed !== null;
  const zones = useMemo(() => (open ? zonesAt(new Date(), locale()) : []), [open]);
  const found = open ? zonesLike(zones, typed) : [];
  const optionId = (index: number): string => `${list}-${index}`;

  const show = (index: number): void => {
    setAt(index);
    requestAnimationFrame(() => listbox.current?.children[index]?.scrollIntoView({ block: 'nearest' }));
  };
  const begin = (): void => {
    if (open) return;
    setTyped('');
    show(Math.max(0, zonesAt(new Date(), locale()).findIndex(({ id }) => id === value)));
  };
  const pick = (zone: Zone | undefined): void => {
    setTyped(null);
    if (zone && zone.id !== value) onPick(zone.id);
  };
  const onKey = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (open) show(Math.min(Math.max(at + (event.key === 'ArrowDown' ? 1 : -1), 0), found.length - 1));
      else begin();
    } else if (event.key === 'Enter' && open) pick(found[at]);
    else if (event.key === 'Escape' && open) setTyped(null);
    else return;
    event.preventDefault();
  };
  return (
    <Labelled label={label} hint={hint} name={name}>
      {(given) => (
        <div className="relative" onBlur={({ relatedTarget, currentTarget }) => !currentTarget.contains(relatedTarget) && setTyped(null)}>
          <input
            {...given}
            role="combobox"
            aria-expanded={open}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={open && found[at] ? optionId(at) : undefined}
            autoComplete="off"
            spellCheck={false}
            className={INPUT}
            value={typed ?? inWords(value)}
            placeholder={inWords(value)}
            onClick={begin}
            onChange={({ target }) => {
              setTyped(open ? target.value : target.value.slice(-1));
              setAt(0);
            }}
            onKeyDown={onKey}
          />
          {open && (
            <ul ref={listbox} id={list} role="listbox" aria-label={label} className="absolute z-20 mt-1 max-h-72 w-full overflow-auto rounded-box border border-line bg-raised p-1 shadow-lift">
              {found.map((zone, index) => (
                <Option key={zone.id} id={optionId(index)} zone={zone} active={index === at} chosen={zone.id === value} onPick={pick} />
              ))}
              {found.length === 0 && <li className="px-3 py-2 text-soft">{text('zone.none')}</li>}
            </ul>
          )}
        </div>
      )}
    </Labelled>
  );
}

function Option({ id, zone, active, chosen, onPick }: { id: string; zone: Zone; active: boolean; chosen: boolean; onPick: (zone: Zone) => void }) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      // The keyboard stays in the field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPick(zone)}
      className={`flex cursor-pointer items-baseline gap-3 rounded-lg px-3 py-1.5 hover:bg-sunken ${active ? 'bg-accent-wash' : ''}`}
    >
      <span className="min-w-0 flex-1">
        <span className={`block truncate ${chosen ? 'font-semibold' : ''}`}>{zone.city}</span>
        <span className="block truncate text-sm text-soft">{[zone.region, zone.name].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="text-sm text-soft tabular-nums">{offsetInWords(zone.offset)}</span>
    </li>
  );
}

const inWords = (id: string): string => id.replaceAll('_', ' ').replaceAll('/', ' / ');
