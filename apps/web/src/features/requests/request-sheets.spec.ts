import { expect, it } from '@jest/globals';
import { csvOf } from '../../lib/csv';
import { someNumbers } from '../../testing/requests';
import { requestSheet, statusSheet } from './request-sheets';

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
  ];
  expect(lines(csvOf(requestSheet('Route', rows, ({ name }) => name)))).toEqual([
    'route,requests,per_second,errors,error_rate,p95_ms,p95_n',
    'b,100,0.5,7,0.07,120.5,90',
    `"'=a",0,,0,,,0`,
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
