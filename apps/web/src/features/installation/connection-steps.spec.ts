import { expect, it } from '@jest/globals';
import type { Installation } from '@watchroom/contracts';
import { someInstallation } from '../../testing/metrics';
import { connectionPlan } from './connection-steps';

const ORIGIN = 'https://watch.example.org';

it('is untouched while nothing is connected, and names the real address', () => {
  const plan = connectionPlan(someInstallation(false), ORIGIN);
  expect(plan).toMatchObject({ isUntouched: true, isComplete: false });
  const texts = plan.steps.flatMap((step) => step.paste.map((paste) => paste.text));
  expect(texts[0]).toBe(
    [
      'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=https://watch.example.org/api/ingest/v1/metrics',
      'OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20<INGEST_TOKEN>',
      'OTEL_SEMCONV_STABILITY_OPT_IN=http',
    ].join('\n'),
  );
  expect(texts[1]).toMatch(
    /^curl -X PUT https:\/\/watch\.example\.org\/api\/ingest\/sessions\/[0-9a-f-]{36} /,
  );
  expect(texts).toContain('LIVEKIT_URL=\nLIVEKIT_API_KEY=');
});

it.each<[string, (installation: Installation) => void, boolean, (string | null)[], string]>([
  ['nothing', () => undefined, true, [null, null, null], '0 of 3 connected'],
  [
    'requests',
    ({ telemetry }) => Object.assign(telemetry, { connected: true, services: ['api', 'web'] }),
    false,
    ['reporting: api, web', null, null],
    '1 of 3 connected: Requests, by OpenTelemetry',
  ],
  [
    'sessions',
    ({ sessions }) => void (sessions.connected = true),
    false,
    [null, 'being reported', null],
    '1 of 3 connected: Counselling sessions',
  ],
  [
    'one vendor',
    ({ external_services: { daily_co } }) => void (daily_co.configured = true),
    false,
    [null, null, 'Daily.co'],
    '0 of 3 connected',
  ],
  [
    'two vendors',
    ({ external_services: { daily_co, livekit } }) => void (daily_co.configured = livekit.configured = true),
    false,
    [null, null, 'Daily.co, LiveKit'],
    '0 of 3 connected',
  ],
])('tells what is connected: %s', (_, connect, isUntouched, connected, progress) => {
  const installation = someInstallation(false);
  connect(installation);
  const plan = connectionPlan(installation, ORIGIN);
  expect(plan).toMatchObject({ isUntouched, isComplete: false, progress });
  expect(plan.steps.map((step) => step.connected)).toEqual(connected);
});

it('has nothing left to paste once all is connected', () => {
  const { steps, progress } = connectionPlan(someInstallation(true), ORIGIN);
  expect(steps.flatMap(({ paste }) => paste).every(({ isDone }) => isDone)).toBe(true);
  expect(progress).toMatch(/^3 of 3 connected: .*; .*; Keys of the external services$/);
});

it('gives an example of a session that this server takes', () => {
  const text = connectionPlan(someInstallation(false), ORIGIN).steps[1]?.paste[0]?.text ?? '';
  expect(text).toContain('-H "authorization: Bearer $INGEST_TOKEN"');
  const body = /-d '(.*)'$/
    .exec(text)?.[1]
    ?.replace(`'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'`, '2026-11-23T12:00:00Z');
  expect(JSON.parse(body ?? '')).toEqual({
    counselor_category: 'Anxiety',
    provider: 'livekit',
    start_time: '2026-11-23T12:00:00Z',
  });
});

it('says how far it is, for those who do not see the marks', () => {
  const installation = someInstallation(false);
  expect(connectionPlan(installation, ORIGIN).progress).toBe('0 of 3 connected');
  installation.sessions.connected = true;
  expect(connectionPlan(installation, ORIGIN).progress).toBe('1 of 3 connected: Counselling sessions');
});

it('is complete once everything is connected', () =>
  expect(connectionPlan(someInstallation(true), ORIGIN)).toMatchObject({
    isUntouched: false,
    isComplete: true,
  }));

it('keeps the vendors step open until the last key is there', () => {
  const installation = someInstallation(true);
  installation.external_services.livekit.configured = false;
  const plan = connectionPlan(installation, ORIGIN);
  expect(plan).toMatchObject({ isUntouched: false, isComplete: false });
  expect(plan.steps.map((step) => step.isConnected)).toEqual([true, true, false]);
  expect(plan.steps[2]?.paste.filter((paste) => !paste.isDone).map((paste) => paste.label)).toEqual([
    'LiveKit settings',
  ]);
});
