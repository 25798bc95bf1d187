import type { ErrorTrend } from '@watchroom/contracts';

const WORDS = {
  ok: 'Ok',
  warning: 'Warning',
  critical: 'Critical',
  no_traffic: 'No traffic',
  unobserved: 'Not observed',
};

/** A row of the table beside the chart: "Mon 10:00 3 % 30 1,000 Warning" */
export function rowOf(bucket: ErrorTrend['buckets'][number]): string {
  const { start, requests, errors, error_rate, state, too_few } = bucket;
  const at = new Date(start);
  const day = at.toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' });
  const rate =
    error_rate === null ? '–' : `${Number((error_rate * 100).toFixed(error_rate < 0.1 ? 2 : 1))} %`;
  const counts = state === 'unobserved' ? ['–', '–'] : [String(errors), requests.toLocaleString('en-US')];
  const word = too_few ? `Too few to judge (n = ${requests})` : WORDS[state];
  return [`${day} ${start.slice(11, 16)}`, rate, ...counts, word].join(' ');
}

/** An hour that nobody told of: unobserved, unless it has begun since and the sender keeps reporting. */
export const unseen = (start: string, last: number) => ({
  requests: 0,
  errors: 0,
  state: Date.parse(start) === last ? 'no_traffic' : 'unobserved',
});
