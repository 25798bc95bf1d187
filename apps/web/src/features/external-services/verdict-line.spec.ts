import { expect, it } from '@jest/globals';
import {
  type ExternalServiceDetail,
  EXTERNAL_SERVICES,
  WITNESS_VERDICTS,
  type WitnessVerdict,
} from '@watchroom/contracts';
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
  const declared = details({ verdict: 'blocked' }, { status: 'down', verdict: 'agreed_down' });
  expect(verdictNext('beyond_presence', declared)).toBe('It waits for LiveKit.');
  expect(verdictNext('beyond_presence', details({ verdict: 'blind', reason: 'we_are_offline' }))).toBe(
    'Look at our network.',
  );
  expect(verdictNext('livekit', details({}))).toBeNull();
});

it.each<[WitnessVerdict, string]>([
  ['agreed_fine', ''],
  ['agreed_down', 'Nothing to report.'],
  ['undeclared_trouble', 'Report to Daily.co.'],
  ['declared_not_felt', 'Nobody to call.'],
  ['media_trouble', 'Report to Daily.co.'],
  ['blind', 'Look at our probes.'],
  ['misconfigured', 'Check its keys.'],
  ['throttled', 'It works, within limits.'],
])('says after %s: %s', (verdict, line) =>
  expect(verdictNext('daily_co', { ...details({}), daily_co: someService({ verdict }) })).toBe(line),
);

it.each([
  ['down', 'operational', 'Call Daily.co.'],
  ['operational', 'down', 'Call LiveKit.'],
  ['down', 'down', 'Call Daily.co.'],
  ['degraded', 'unknown', 'Call that one.'],
] as const)(
  'while Daily.co is %s and LiveKit %s, says to call whom it waits for: %s',
  (daily, livekit, line) => {
    const all = {
      ...details({ verdict: 'blocked' }, { status: livekit }),
      daily_co: someService({ status: daily }),
    };
    expect(verdictNext('beyond_presence', all)).toBe(line);
  },
);

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
