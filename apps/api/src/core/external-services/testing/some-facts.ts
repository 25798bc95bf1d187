import type { ServiceFacts } from '../service-facts';

/** LiveKit, with its keys, asked every 30 seconds. */
export const LIVEKIT_FACTS: ServiceFacts = {
  key: 'livekit',
  configured: true,
  variables: ['LIVEKIT_URL', 'LIVEKIT_API_KEY'],
  statusUrl: 'https://status.livekit.io',
  intervalMs: 30_000,
  timeoutMs: 5_000,
};
