import type { ReactNode } from 'react';
import { formatCount } from '../../lib/format';
import css from './bar-list.module.css';

export interface Bar {
  key: string;
  /** Text or a link. */
  name: ReactNode;
  count: number;
  /** Length against the longest bar, 0..1. */
  share: number;
}

/** Names with their counts, and bars for the eye. */
export const BarList = ({ bars }: { bars: readonly Bar[] }) => (
  <ul className={css.bars}>
    {bars.map(({ key, name, count, share }) => (
      <li key={key} className={css.row}>
        <span className={css.name}>{name}</span>
        <span className={css.track} aria-hidden="true">
          <span className={css.bar} style={{ width: `${share * 100}%` }} />
        </span>
        <span className={css.count}>{formatCount(count)}</span>
      </li>
    ))}
  </ul>
);

/** What stands below the bars: what they rest on, and how to take them along. */
export const BarFoot = ({ text, children }: { text: string; children: ReactNode }) => (
  <div className={css.foot}>
    <p className={css.total}>{text}</p>
    {children}
  </div>
);
