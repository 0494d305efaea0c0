import { useId } from 'react';

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

/** A few things of which one is chosen, side by side: a group of radio buttons to the keyboard and to who listens. */
export function Segments<Value extends string>({ label, options, value, onChoose }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="flex rounded-box border border-line bg-sunken p-0.5">
      {options.map((option) => (
        <label key={option.value} className="relative flex-1 cursor-pointer">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
            className="peer absolute inset-0 cursor-pointer appearance-none rounded-lg"
          />
          <span className="pointer-events-none relative flex min-h-9 items-center justify-center rounded-lg px-3 text-sm whitespace-nowrap text-soft peer-checked:bg-raised peer-checked:font-medium peer-checked:text-ink peer-checked:shadow-sm">
            {option.label}
          </span>
        </label>
      ))}
    </div>
  );
}
