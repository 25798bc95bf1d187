import { type ErrorTrend, routes } from '@watchroom/contracts';
import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatCount, formatRate } from '../../lib/format';
import { rowOf } from './trend-points';
import css from './error-trend.module.css';

/** The chart as a table. */
export function TrendTable({ trend, zone }: { trend: ErrorTrend; zone: string }) {
  return (
    <Table aria-label="Error rate by hour">
      <thead>
        <tr>
          <th scope="col">Hour</th>
          <th scope="col">Error rate</th>
          <th scope="col">Errors</th>
          <th scope="col">Requests</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {trend.buckets.map((bucket) => {
          const { when, word } = rowOf(bucket, zone);
          return (
            <tr key={bucket.start}>
              <th scope="row">
                <Link
                  className={css.link}
                  to={`${routes.errorsPage}/$start`}
                  params={{ start: bucket.start }}
                >
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
      </tbody>
    </Table>
  );
}
