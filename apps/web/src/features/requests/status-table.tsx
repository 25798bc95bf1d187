import type { RouteRequests, Thresholds } from '@watchroom/contracts';
import { Table } from '@mantine/core';
import { TakeAlong } from '../../components/ui/take-along';
import { formatCount, formatRate } from '../../lib/format';
import { RequestFacts } from './request-facts';
import { statusText } from './request-rows';
import { statusSheet } from './request-sheets';
import css from './requests.module.css';

interface Props {
  route: RouteRequests;
  thresholds: Thresholds | undefined;
}

/** One route: its numbers, and how its requests ended. */
export const RouteDetail = ({ route, thresholds }: Props) => (
  <>
    <RequestFacts of={route} thresholds={thresholds} />
    <div className={css.scroller}>
      <Table className={css.table} aria-label="How its requests ended">
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Requests</th>
            <th scope="col">Share</th>
            <th scope="col">Errors</th>
          </tr>
        </thead>
        <tbody>
          {route.statuses.map((row) => (
            <tr key={row.status ?? 'none'}>
              <th scope="row">{statusText(row)}</th>
              <td>{formatCount(row.requests)}</td>
              <td>{formatRate(row.requests / route.requests)}</td>
              <td data-failing={row.errors > 0 || undefined}>{formatCount(row.errors)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <TakeAlong
        title={`How requests ended: ${route.method} ${route.route}`}
        sheet={() => statusSheet(route.statuses)}
      />
    </div>
  </>
);
