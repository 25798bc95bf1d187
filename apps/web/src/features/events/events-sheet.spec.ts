import { expect, it } from '@jest/globals';
import { csvOf } from '../../lib/csv';
import { someEvent } from '../../testing/events';
import { eventsSheet } from './events-sheet';

it('is an event a row, with its sentence in one cell', () => {
  const event = someEvent({
    at: '2026-11-23T10:00:00.000Z',
    from: null,
    to: 'down',
    sentence: 'It is down, "as told".',
  });
  const [head, row] = csvOf(eventsSheet([event]))
    .slice(1)
    .split('\r\n');
  expect(head).toBe('at_utc,kind,subject,from,to,health,sentence');
  expect(row?.startsWith(`2026-11-23T10:00:00.000Z,${event.kind},${event.subject},,down,`)).toBe(true);
  expect(row?.endsWith(',"It is down, ""as told""."')).toBe(true);
});
