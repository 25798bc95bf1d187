import { type ReactNode, useId } from 'react';
import css from './panel.module.css';

interface Props {
  /** Where an address ends that leads here. */
  id?: string;
  title: string;
  /** What is shown is old. */
  isOld?: boolean;
  children: ReactNode;
}

/** A part of a page: a region named after its title. */
export function Panel({ id, title, isOld = false, children }: Props) {
  const titleId = useId();
  return (
    <section id={id} className={css.panel} aria-labelledby={titleId} data-old={isOld || undefined}>
      <h2 id={titleId} className={css.title}>
        {title}
      </h2>
      <div className={css.body}>{children}</div>
    </section>
  );
}

/** What stands where there is nothing to show, in plain words. */
export const Nothing = ({ children }: { children: ReactNode }) => <p className={css.nothing}>{children}</p>;

interface FoldedProps {
  summary?: string;
  children: ReactNode;
}

/** What not everybody needs at once: by default the same as a chart, in figures. */
export const Folded = ({ summary = 'Show as table', children }: FoldedProps) => (
  <details className={css.disclosure}>
    <summary>{summary}</summary>
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reached by keyboard */}
    <fieldset className={css.scroller} tabIndex={0} aria-label="Unfolded">
      {children}
    </fieldset>
  </details>
);

/** "Sun 22 Nov" in a table; a phone has no room for the day of the week. */
export function RowTime({ text }: { text: string }) {
  const [weekday, ...rest] = text.split(' ');
  return (
    <th scope="row">
      <span className={css.weekday}>{weekday} </span>
      {rest.join(' ')}
    </th>
  );
}
