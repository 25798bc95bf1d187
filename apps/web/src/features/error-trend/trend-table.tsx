import { type ErrorTrend, routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import { HeadedTable } from '../../components/ui/headed-table';
import { formatCount, formatRate } from '../../lib/format';
import { rowOf } from './trend-points';
import css from './error-trend.module.css';

/** The chart as a table. */
export function TrendTable({ trend, zone }: { trend: ErrorTrend; zone: string }) {
  return (
    <HeadedTable label="Error rate by hour" columns={['Hour', 'Error rate', 'Errors', 'Requests', 'State']}>
      {trend.buckets.map((bucket) => {
        const { when, word } = rowOf(bucket, zone);
        return (
          <tr key={bucket.start}>
            <th scope="row">
              <Link className={css.link} to={`${routes.errorsPage}/$start`} params={{ start: bucket.start }}>
                {when}
              </Link>
            </th>
            <td>{bucket.error_rate === null ? '–' : formatRate(bucket.error_rate)}</td>
            <td>{bucket.state === 'unobserved' ? '–' : formatCount(bucket.errors)}</td>
            <td>{bucket.state === 'unobserved' ? '–' : formatCount(bucket.requests)}</td>
            <td>{word}</td>
          </tr>
        );
      })}
    </HeadedTable>
  );
}
