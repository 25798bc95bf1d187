import { expect, it } from '@jest/globals';
import { type ExternalServiceDetail, EXTERNAL_SERVICES, WITNESS_VERDICTS } from '@watchroom/contracts';
import { someService } from '../../testing/metrics';
import { VERDICT_WORDS } from './service-words';
import { verdictNext } from './verdict-line';

const details = (
  beyondPresence: Partial<ExternalServiceDetail>,
  livekit: Partial<ExternalServiceDetail> = {},
) => ({
  daily_co: someService(),
  livekit: someService(livekit),
  beyond_presence: someService(beyondPresence),
});

it('says whom to call, and nothing where there is no verdict', () => {
  expect(verdictNext('beyond_presence', details({ verdict: 'blocked' }, { status: 'down' }))).toBe(
    'Call LiveKit.',
  );
  expect(verdictNext('beyond_presence', details({ verdict: 'blind', reason: 'we_are_offline' }))).toBe(
    'Look at our network.',
  );
  expect(verdictNext('livekit', details({}))).toBeNull();
});

/** Characters of a line of a tile of three columns at 1280 px. */
const ONE_LINE = 48;

it.each(WITNESS_VERDICTS)('has room in one line: %s', (verdict) => {
  for (const reason of ['answered', 'we_are_offline'] as const)
    for (const key of EXTERNAL_SERVICES) {
      const all = details({ verdict, reason }, { status: 'down' });
      const line = verdictNext(key, { ...all, [key]: all.beyond_presence });
      expect(`${VERDICT_WORDS[verdict]}. ${line}`.length).toBeLessThanOrEqual(ONE_LINE);
    }
});
