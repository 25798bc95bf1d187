import { describe, expect, it } from '@jest/globals';
import { timeSheet } from '../../components/charts/time-sheet';
import { LAST_DAY } from '../../lib/range';
import { someMetricHistory } from '../../testing/history';
import { someCurrent } from '../../testing/metrics';
import { pictureOf, summaryOf } from './history-picture';

const { thresholds } = someCurrent();
const calm = { thresholds, reasons: [] };
const GAP = { state: 'unobserved', value: null, n: null, observed_minutes: 0 } as const;

describe('the use of the pool as a picture', () => {
  it('tells connections in use against all that there are, with the most at one moment, and judges none of it', () => {
    const history = someMetricHistory([
      { value: 0.125, max: 0.5, waiting_max: 0 },
      { value: 0.9, max: 1, waiting_max: 1, observed_minutes: 3 },
      GAP,
      { value: 0, max: 0.1, waiting_max: 0, filling: true },
    ]);
    const picture = pictureOf('use', [history], calm);
    expect(picture.steps.map(({ values, span, tone, text }) => [values[0], span, tone, text])).toEqual([
      [12.5, [12.5, 50], 'unknown', '12.5 % in use on average, 50 % at most'],
      [
        90,
        [90, 100],
        'unknown',
        '90 % in use on average, 100 % at most, up to 1 caller waiting, 3 of 15 minutes observed',
      ],
      [null, null, 'unknown', 'not observed'],
      [0, [0, 10], 'unknown', '0 % in use on average, 10 % at most'],
    ]);
    expect(picture.limits).toEqual([{ tone: 'bound', value: 100, label: 'All connections 100 %' }]);
    expect(picture.breach).toBeNull();
    expect(timeSheet(picture).columns.slice(2)).toEqual([
      'In use (percent)',
      'Most at one moment (percent)',
      'seen',
    ]);
    expect(timeSheet(picture).rows.map((row) => row.slice(2))).toEqual([
      [12.5, 50, 'value'],
      [90, 100, 'value'],
      [null, null, 'unobserved'],
      [0, 10, 'value'],
    ]);
    expect(summaryOf('use', picture, LAST_DAY, 'UTC')).toBe(
      'Last 24 hours by 15 minutes: 12.5 % to 90 % in use, nobody was measuring for 15 min. UTC.',
    );
  });

  it('says nothing of the most where the server does not', () => {
    const step = pictureOf('use', [someMetricHistory([{ value: 0.2 }])], calm).steps[0];
    expect([step?.span, step?.text]).toEqual([null, '20 % in use on average']);
  });
});
