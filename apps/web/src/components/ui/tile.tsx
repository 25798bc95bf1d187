import { Skeleton } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { Explanation } from '../../lib/explanation';
import { formatCount, formatSpan } from '../../lib/format';
import { useKept } from '../../lib/kept';
import { placeOf } from '../../lib/places';
import type { TileState } from '../../lib/tile-state';
import { ExplainButton } from './explain-button';
import css from './tile.module.css';

interface Props<V> {
  title: string;
  state: TileState<V>;
  /** Shown under the figure in every state but first load, which keeps its room. */
  footer?: ReactNode;
  /** Shown in every state: it knows by itself whether it has something to show. */
  chart?: ReactNode;
  /** What the tile means, behind a button in its head. */
  explanation?: () => Explanation;
  children: (value: V) => ReactNode;
}

/** One figure of the dashboard: a region named after its title that shows exactly one state. */
export function Tile<V>({ title, state: told, footer, chart, explanation, children }: Props<V>) {
  const state = useKept(told);
  const titleId = useId();
  return (
    <section
      id={placeOf(title)}
      className={css.tile}
      aria-labelledby={titleId}
      aria-busy={state.kind === 'first-load'}
      data-state={state.kind}
    >
      <header className={css.header}>
        <div className={css.name}>
          <h3 id={titleId} className={css.title}>
            {title}
          </h3>
          {explanation !== undefined && <ExplainButton title={title} explanation={explanation} />}
        </div>
        <StateNote state={state} />
      </header>
      <div className={css.body}>{bodyOf(state, children)}</div>
      {footer !== undefined && (
        <footer className={css.footer}>{state.kind === 'first-load' ? null : footer}</footer>
      )}
      {chart !== undefined && <div className={css.chart}>{chart}</div>}
    </section>
  );
}

function StateNote<V>({ state }: { state: TileState<V> }) {
  if (state.kind === 'stale')
    return (
      <span className={css.note}>
        {state.ageSeconds === null ? 'out of date' : `${formatSpan(state.ageSeconds)} old`}
      </span>
    );
  if (state.kind === 'too-few')
    return <span className={css.note}>too few to judge (n = {formatCount(state.n)})</span>;
  return null;
}

function bodyOf<V>(state: TileState<V>, show: (value: V) => ReactNode): ReactNode {
  switch (state.kind) {
    case 'first-load':
      return <LoadingFigure />;
    case 'no-traffic':
      return <Absent word="No traffic" reason={state.reason} />;
    case 'blind':
      return <Absent word="Not known" reason={state.reason} />;
    case 'stale':
      return state.value === null ? (
        <Absent word="Out of date" reason="There is no last value." />
      ) : (
        show(state.value)
      );
    default:
      return show(state.value);
  }
}

const LoadingFigure = () => (
  <>
    <span className={css.srOnly}>Loading</span>
    <Skeleton height="2.75rem" width="45%" />
    <Skeleton height="0.875rem" width="75%" mt="0.75rem" />
  </>
);

const Absent = ({ word, reason }: { word: string; reason: string }) => (
  <>
    <p className={css.absent}>{word}</p>
    <p className={css.reason}>{reason}</p>
  </>
);
