import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ServiceEvent } from '../webhooks/service-event';
import { at, event, fold, SESSION } from './testing/some-events';

const anyEvent: fc.Arbitrary<ServiceEvent> = fc
  .record({
    kind: fc.constantFrom('opened', 'ended', 'joined', 'left', 'aborted', 'sign_of_life', 'failed' as const),
    seconds: fc.integer({ min: 0, max: 120 }),
    meeting: fc.constantFrom('m1', 'm2', null),
    participant: fc.constantFrom('p1', 'p2', 'a1', null),
    quality: fc.constantFrom('good', 'poor', null),
    sessionId: fc.constantFrom(SESSION, null, null),
    category: fc.constantFrom('Grief', 'Anxiety', null),
  })
  .map(({ kind, seconds, meeting, participant, quality, sessionId, category }) =>
    event(kind, seconds, {
      meeting,
      participant,
      quality,
      role: participant === null ? null : participant === 'a1' ? 'avatar' : 'person',
      mark: { sessionId, category },
      badEnd: kind === 'failed' ? 'BROKEN' : null,
    }),
  );

it('is the same for any order and repetition of any events, and never ends before it starts', () => {
  const replayed = fc
    .uniqueArray(anyEvent, { minLength: 1, maxLength: 14, selector: ({ id }) => id })
    .chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events.map((one) => ({ ...one }))], {
          minLength: events.length * 2,
        }),
      ),
    );
  fc.assert(
    fc.property(replayed, ([events, anyhow]) => {
      const sessions = fold(events, 60);
      expect(fold(anyhow, 60)).toEqual(sessions);
      for (const { report } of sessions) {
        expect((report.endTime ?? at(1_000)) >= report.startTime).toBe(true);
        expect(report.lastSeenAt! >= report.startTime).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
