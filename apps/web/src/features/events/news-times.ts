import type { NewsLine } from '@watchroom/contracts';
import { formatTime } from '../../lib/format';

/** "since 10:32", "10:32 to 10:50", "until 10:50": what began before the reader last looked has no beginning here. */
export function timesOf({ since, until }: Pick<NewsLine, 'since' | 'until'>, nowMs: number): string {
  const [from, to] = [since, until].map((time) =>
    time === null ? null : formatTime(Date.parse(time), nowMs),
  );
  if (to === null || to === undefined) return from === null ? 'all the time' : `since ${from}`;
  return from === null ? `until ${to}` : from === to ? `at ${to}` : `${from} to ${to}`;
}
