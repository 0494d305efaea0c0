import { useId } from 'react';
import { text } from './texts.js';

/** Colours on which white can be read, and which are told apart in both themes. */
const COLORS = ['#3f4bc9', '#1d6fb8', '#0f7b7b', '#2f7d32', '#6b7a1e', '#a86400', '#c2410c', '#b4232f', '#b0297b', '#7b3fb8', '#56606e'] as const;

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
            aria-label={text(`color.${color}`)}
            title={text(`color.${color}`)}
            checked={color === value}
            onChange={() => onChoose(color)}
            className="size-8 cursor-pointer appearance-none rounded-full ring-ink ring-offset-2 ring-offset-surface checked:ring-2"
            style={{ background: color }}
          />
        ))}
        <label
          title={text('color.other')}
          className={`relative grid size-8 cursor-pointer place-items-center rounded-full border border-line-strong text-soft ring-ink ring-offset-2 ring-offset-surface focus-within:outline-2 focus-within:outline-accent ${other ? 'ring-2' : ''}`}
          style={other ? { background: value } : undefined}
        >
          {!other && <span aria-hidden>+</span>}
          <input type="color" aria-label={text('color.other')} value={value ?? '#3f4bc9'} onChange={(event) => onChoose(event.target.value)} className="absolute inset-0 cursor-pointer opacity-0" />
        </label>
      </div>
    </fieldset>
  );
}
