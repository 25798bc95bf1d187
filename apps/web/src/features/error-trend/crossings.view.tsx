import type { ErrorTrend } from '@watchroom/contracts';
import { crossingText } from './trend-points';
import css from './error-trend.module.css';

/** When a threshold was crossed within the last 24 hours, whatever time the chart shows. */
export function Crossings({ trend, now }: { trend: ErrorTrend | undefined; now: number }) {
  if (trend === undefined) return <div className={css.crossings} />;
  return (
    <div className={css.crossings}>
      {trend.crossings.length === 0 ? (
        <p className={css.caption}>No threshold was crossed within 24 hours.</p>
      ) : (
        <>
          <p className={css.caption}>Threshold crossings within 24 hours</p>
          <ul aria-label="Threshold crossings">
            {trend.crossings.map((crossing) => (
              <li key={crossing.at} data-tone={crossing.to}>
                {crossingText(crossing, now)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
