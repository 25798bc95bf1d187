import type { ReactNode } from 'react';
import css from './figure.module.css';

interface Props {
  /** Already formatted; the digits keep their width, so that a changing figure does not jump. */
  value: string;
  /** Digits for which room is kept. */
  room?: number;
  large?: boolean;
  children?: ReactNode;
}

/** The one large number of a tile and the words that belong to it. */
export function Figure({ value, room, large = false, children }: Props) {
  return (
    <div className={css.figure} data-large={large || undefined}>
      <p className={css.value} style={room === undefined ? undefined : { minWidth: `${room}ch` }}>
        {value}
      </p>
      {children !== undefined && <div className={css.words}>{children}</div>}
    </div>
  );
}

/** Named values in a row: "p50 · 2 ms". */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={css.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
