import { expect, it } from '@jest/globals';
import { areReportsOverdue } from './overdue-reports';

const NOW = new Date('2026-01-01T10:00:00Z');
const WINDOW_MS = 30 * 60_000;
const ago = (minutes: number | null) =>
  minutes === null ? null : new Date(NOW.getTime() - minutes * 60_000);

it.each<[string, number | null, number | null, boolean]>([
  ['nothing was ever reported', null, null, false],
  ['a session is alive', 1, 1, false],
  ['the last sign of an open session is two windows old', 60, 60, false],
  ['it is older', 61, 61, true],
  ['one session ended as another went silent', 61, 80, true],
  ['the last session ended and all was quiet since', 600, null, false],
  ['only a forgotten session was open when the last one ended', 600, 700, false],
])('%s', (_, newest, newestOpen, isOverdue) =>
  expect(areReportsOverdue({ newestAt: ago(newest), newestOpenAt: ago(newestOpen) }, NOW, WINDOW_MS)).toBe(
    isOverdue,
  ),
);
