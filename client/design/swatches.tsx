import { useId } from 'react';
import { texts } from '../i18n/text.js';

/** Colours of calendars, on which white can be read, and which are told apart in both themes. */
const COLORS = ['#3f4bc9', '#1d6fb8', '#0f766e', '#15803d', '#6b7a1e', '#b45309', '#c2410c', '#b91c1c', '#be185d', '#6d28d9', '#475569'] as const;

interface SwatchesProps {
  readonly legend: string;
  /** `#rrggbb`; null: none of them. */
  readonly value: string | null;
  readonly onChoose: (color: string) => void;
}

/** A colour, by name or of one's own. */
export function Swatches({ legend, value, onChoose }: SwatchesProps) {
  const name = useId();
  const other = value !== null && !COLORS.some((color) => color === value);
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {COLORS.map((color) => (
          <input
            key={color}
            type="radio"
            name={name}
            aria-label={text(color)}
            title={text(color)}
            checked={color === value}
            onChange={() => onChoose(color)}
            className="size-8 cursor-pointer appearance-none rounded-full ring-ink ring-offset-2 ring-offset-surface checked:ring-2"
            style={{ background: color }}
          />
        ))}
        <label
          title={text('other')}
          className={`relative grid size-8 cursor-pointer place-items-center rounded-full border border-line-strong text-soft ring-ink ring-offset-2 ring-offset-surface focus-within:outline-2 focus-within:outline-accent ${other ? 'ring-2' : ''}`}
          style={other ? { background: value } : undefined}
        >
          {!other && <span aria-hidden>+</span>}
          <input type="color" aria-label={text('other')} value={value ?? '#3f4bc9'} onChange={(event) => onChoose(event.target.value)} className="absolute inset-0 cursor-pointer opacity-0" />
        </label>
      </div>
    </fieldset>
  );
}

const text = texts(
  {
    '#3f4bc9': 'Indigo',
    '#1d6fb8': 'Blue',
    '#0f766e': 'Teal',
    '#15803d': 'Green',
    '#6b7a1e': 'Olive',
    '#b45309': 'Amber',
    '#c2410c': 'Orange',
    '#b91c1c': 'Red',
    '#be185d': 'Pink',
    '#6d28d9': 'Violet',
    '#475569': 'Slate',
    other: 'Another colour',
  },
  {
    '#3f4bc9': 'Indigo',
    '#1d6fb8': 'Blau',
    '#0f766e': 'Petrol',
    '#15803d': 'Grün',
    '#6b7a1e': 'Oliv',
    '#b45309': 'Bernstein',
    '#c2410c': 'Orange',
    '#b91c1c': 'Rot',
    '#be185d': 'Pink',
    '#6d28d9': 'Violett',
    '#475569': 'Schiefer',
    other: 'Andere Farbe',
  },
);
