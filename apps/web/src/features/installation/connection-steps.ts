import { EXTERNAL_SERVICE_NAMES, EXTERNAL_SERVICES, type Installation, routes } from '@watchroom/contracts';

export interface Paste {
  label: string;
  text: string;
  isDone: boolean;
}

export interface ConnectionStep {
  id: 'telemetry' | 'sessions' | 'vendors';
  title: string;
  why: string;
  isConnected: boolean;
  /** What is connected already, in words; null while nothing is. */
  connected: string | null;
  paste: Paste[];
}

/** What is left to connect. `isUntouched`: nothing is connected at all. */
export interface ConnectionPlan {
  steps: ConnectionStep[];
  isUntouched: boolean;
  isComplete: boolean;
  /** "1 of 3 connected: Counselling sessions", for those who do not see the marks change. */
  progress: string;
}

/** `origin`: address under which the reader reached this page, such as "https://watchroom.example.org". */
export function connectionPlan(installation: Installation, origin: string): ConnectionPlan {
  const steps = [
    telemetryStep(installation, origin),
    sessionsStep(installation, origin),
    vendorsStep(installation),
  ];
  const done = steps.filter((step) => step.isConnected);
  const named = done.length === 0 ? '' : `: ${done.map(({ title }) => title).join('; ')}`;
  return {
    steps,
    progress: `${done.length} of ${steps.length} connected${named}`,
    isUntouched: steps.every((step) => step.connected === null),
    isComplete: steps.every((step) => step.isConnected),
  };
}

function telemetryStep({ telemetry }: Installation, origin: string): ConnectionStep {
  const text = [
    `OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=${origin}${routes.ingestMetrics}`,
    'OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20<INGEST_TOKEN>',
    'OTEL_SEMCONV_STABILITY_OPT_IN=http',
  ].join('\n');
  return {
    id: 'telemetry',
    title: 'Requests, by OpenTelemetry',
    why: 'Gives error rate and response time. Add to the environment of your platform’s services:',
    isConnected: telemetry.connected,
    connected: telemetry.connected ? `reporting: ${telemetry.services.join(', ')}` : null,
    paste: [{ label: 'OpenTelemetry settings', text, isDone: telemetry.connected }],
  };
}

function sessionsStep({ sessions }: Installation, origin: string): ConnectionStep {
  const start = `"start_time":"'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'"`;
  const text = [
    `curl -X PUT ${origin}${routes.ingestSessions}/7d0a2c1e-5f43-4b8e-9a56-1c2d3e4f5a6b \\`,
    '  -H "authorization: Bearer $INGEST_TOKEN" \\',
    '  -H "content-type: application/json" \\',
    `  -d '{"counselor_category":"Anxiety","provider":"livekit",${start}}'`,
  ].join('\n');
  return {
    id: 'sessions',
    title: 'Counselling sessions',
    why: 'Gives active sessions, quality and categories. Send each session when it starts, from time to time while it lasts, and when it ends:',
    isConnected: sessions.connected,
    connected: sessions.connected ? 'being reported' : null,
    paste: [{ label: 'session example', text, isDone: sessions.connected }],
  };
}

function vendorsStep({ external_services }: Installation): ConnectionStep {
  const configured = EXTERNAL_SERVICES.filter((key) => external_services[key].configured);
  return {
    id: 'vendors',
    title: 'Keys of the external services',
    why: 'Gives the state of the services that carry the sessions. Add to the environment of Watchroom and restart it:',
    isConnected: configured.length === EXTERNAL_SERVICES.length,
    connected:
      configured.length === 0 ? null : configured.map((key) => EXTERNAL_SERVICE_NAMES[key]).join(', '),
    paste: EXTERNAL_SERVICES.map((key) => ({
      label: `${EXTERNAL_SERVICE_NAMES[key]} settings`,
      text: external_services[key].variables.map((name) => `${name}=`).join('\n'),
      isDone: external_services[key].configured,
    })),
  };
}
