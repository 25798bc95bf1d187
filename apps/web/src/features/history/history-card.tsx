import type { ComponentProps } from 'react';
import { CHARTS } from './charts';
import { HistoryChart } from './history-chart';
import css from './history-card.module.css';

/** A chart with no figure of its own beside it. */
export const HistoryCard = (props: ComponentProps<typeof HistoryChart>) => (
  <div className={css.card}>
    <h3>{CHARTS[props.chart].name}</h3>
    <HistoryChart {...props} />
  </div>
);
