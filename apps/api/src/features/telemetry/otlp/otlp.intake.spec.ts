import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { SystemClock } from '../../../platform/clock/clock';
import type { MetricPointRepository } from '../../../storage/metric-points/metric-point.repository';
import { InThreadBodyReader } from './in-thread.body-reader';
import { OtlpIntake } from './otlp.intake';

it('lets others have their turn between two bodies, however many come at once', async () => {
  const seen: string[] = [];
  const points = { store: () => Promise.resolve(void seen.push('body')) } as unknown as MetricPointRepository;
  const intake = new OtlpIntake(new InThreadBodyReader(), points, new SystemClock());
  const body = Buffer.from('{}');
  const all = Promise.all(
    Array.from({ length: 5 }, () =>
      intake.receive({ contentType: 'application/json', contentEncoding: undefined, body }),
    ),
  );
  for (let turn = 0; turn < 10; turn++) await setImmediate(seen.push('other'));
  await all;
  expect(seen.join(' ')).not.toContain('body body');
  expect(seen.filter((each) => each === 'body')).toHaveLength(5);
});
