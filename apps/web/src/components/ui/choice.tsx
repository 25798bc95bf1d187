import { type ReactNode, useId } from 'react';
import css from './choice.module.css';

interface Props<V extends string> {
  /** Name of the group for screen readers. */
  label: string;
  /** `name`: what a symbol means; a text speaks for itself. */
  options: readonly { value: V; label: ReactNode; name?: string }[];
  value: V;
  onChange: (value: V) => void;
}

/** One of a few, side by side. The kit's own measures the page as it is drawn. */
export function Choice<V extends string>({ label, options, value, onChange }: Props<V>) {
  const group = useId();
  return (
    <div role="radiogroup" aria-label={label} className={css.group}>
      {options.map((option) => (
        <label key={option.value} className={css.option} title={option.name}>
          <input
            type="radio"
            name={group}
            className={css.input}
            aria-label={option.name}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
