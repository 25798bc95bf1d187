import { expect, it } from '@jest/globals';
import { eventTime } from './event-time';

const RECEIVED = new Date('2026-03-10T12:00:00Z');
const ago = (seconds: number) => new Date(RECEIVED.getTime() - seconds * 1000);
const DAYS = 86_400;

it('is what the vendor told of the event, up to 5 minutes ahead of us', () => {
  expect(eventTime(ago(60), ago(1), RECEIVED)).toEqual({ at: ago(60) });
  expect(eventTime(ago(-300), null, RECEIVED)).toEqual({ at: ago(-300) });
});

it('else that of the sending, else that of receipt: a repeat may tell another one', () => {
  expect(eventTime(null, ago(1), RECEIVED)).toEqual({ at: ago(1), atVaries: true });
  expect(eventTime(ago(-301), ago(1), RECEIVED)).toEqual({ at: ago(1), atVaries: true });
  expect(eventTime(ago(-301), ago(-301), RECEIVED)).toEqual({ at: RECEIVED, atVaries: true });
});

it('is none for what is older than three days', () => {
  expect(eventTime(ago(3 * DAYS), null, RECEIVED)).toEqual({ at: ago(3 * DAYS) });
  expect(eventTime(ago(3 * DAYS + 1), ago(1), RECEIVED)).toBeNull();
});
