import { expect, it } from '@jest/globals';
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
