import { type ErrorTrend, routes } from '@watchroom/contracts';
import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RatePoint } from '../../components/charts/rate-chart.types';
import { formatCount, formatRate } from '../../lib/format';
import css from './error-trend.module.css';

/** The chart as a table. */
export function TrendTable({ points, trend }: { points: RatePoint[]; trend: ErrorTrend }) {
  return (
    <div className={css.scroller}>
      <Table className={css.table} aria-label="Error rate by hour">
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
          {trend.buckets.map((bucket, index) => (
            <tr key={bucket.start}>
              <th scope="row">
                <Link to={`${routes.errorsPage}/$start`} params={{ start: bucket.start }}>
                  {points[index]?.title}
                </Link>
              </th>
              <td>{bucket.error_rate === null ? '–' : formatRate(bucket.error_rate)}</td>
              <td>{bucket.state === 'unobserved' ? '–' : formatCount(bucket.errors)}</td>
              <td>{bucket.state === 'unobserved' ? '–' : formatCount(bucket.requests)}</td>
              <td>{points[index]?.word}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
