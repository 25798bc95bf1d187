import { EVENT_KINDS, type EventKind } from '@watchroom/contracts';
import { KIND_NAMES, toggled } from './event-words';
import css from './events.module.css';

interface Props {
  /** Those that are shown; none chosen means all. */
  kinds: readonly EventKind[];
  /** The kinds as an address names them; undefined: all. */
  onChoose: (kinds: string | undefined) => void;
}

export const EventFilter = ({ kinds, onChoose }: Props) => (
  <fieldset className={css.filter}>
    <legend>Show only</legend>
    {EVENT_KINDS.map((kind) => (
      <label key={kind} className={css.choice}>
        <input
          type="checkbox"
          checked={kinds.includes(kind)}
          onChange={() => onChoose(toggled(kinds, kind))}
        />
        {KIND_NAMES[kind]}
      </label>
    ))}
  </fieldset>
);
