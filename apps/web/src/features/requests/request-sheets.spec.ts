import { expect, it } from '@jest/globals';
import { csvOf } from '../../lib/csv';
import { someNumbers } from '../../testing/requests';
import { someCurrent } from '../../testing/metrics';
import { requestSheet, statusSheet } from './request-sheets';

const LIMITS = someCurrent().thresholds;
const lines = (text: string) => text.slice(1).trimEnd().split('\r\n');

it('takes requests along as they are sorted, without a number where none is known', () => {
  const rows = [
    {
      ...someNumbers({ requests: 100, errors: 7, error_rate: 0.07, per_second: 0.5, p95: 120.5, n: 90 }),
      name: 'b',
    },
    {
      ...someNumbers({ requests: 0, errors: 0, error_rate: null, per_second: null, p95: null, n: 0 }),
      name: '=a',
    },
    {
      ...someNumbers({
        requests: 9,
        errors: 2,
        error_rate: 0.2222,
        too_few: true,
        per_second: 0.1,
        p95: 2000,
        n: 9,
        p95_too_few: true,
      }),
      name: 'c',
    },
  ];
  expect(lines(csvOf(requestSheet('Route', rows, ({ name }) => name, LIMITS)))).toEqual([
    'route,requests,per_second,errors,error_rate,error_rate_state,p95_ms,p95_n,p95_state',
    'b,100,0.5,7,0.07,critical,120.5,90,ok',
    `"'=a",0,,0,,,,0,`,
    'c,9,0.1,2,0.2222,too_few,2000,9,too_few',
  ]);
});

it('takes statuses along, also where none was told', () =>
  expect(
    lines(
      csvOf(
        statusSheet([
          { status: 503, requests: 10, errors: 10 },
          { status: null, requests: 2, errors: 2 },
        ]),
      ),
    ),
  ).toEqual(['status,requests,errors', '503,10,10', ',2,2']));
