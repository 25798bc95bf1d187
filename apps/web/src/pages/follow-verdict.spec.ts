import { expect, it } from '@jest/globals';
import { someReason } from '../testing/metrics';
import { verdictOf } from './follow-verdict';

const told = (detail: string) => verdictOf({ health_reasons: [someReason({ value: 'down', detail })] });

it('is another verdict when its words change, and the same when only its numbers do', () => {
  expect(told('Down since 10:00:05 after 3 probes.')).toBe(told('Down since 10:01:07 after 12 probes.'));
  expect(told('Not declared by its page.')).not.toBe(told('Down since 10:00:05 after 3 probes.'));
  expect([verdictOf(undefined), verdictOf({ health_reasons: [] })]).toEqual([null, '']);
});
