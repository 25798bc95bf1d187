/** Name of the simulated counselling service in its telemetry. */
export const SERVICE = 'counselling-api';

/** The metric of the stable HTTP semantic conventions that Watchroom reads. */
export const METRIC = { name: 'http.server.request.duration', unit: 's' } as const;

/** How the service behaves on a usual day: p95 = median · e^(1.645 · spread), about 290 ms. */
export const USUAL = {
  requestsPerSecond: 10,
  medianMs: 75,
  spread: 0.82,
  failing: 0.005,
  unknown: 0.01,
} as const;
