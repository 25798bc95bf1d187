import { current, reason } from '../bodies/current';
import { externalServices, witness } from '../bodies/external-services';
import { openSessions } from '../bodies/sessions';
import { today } from '../moment';
import type { Scene } from '../scene';
import { calm } from './quiet';

const LIVEKIT_DOWN =
  "Our probe: LiveKit has not answered 3 probes in a row (HTTP 500). The vendor's status page: status.livekit.io. " +
  'Our sessions: 68 of 83 sessions that reported in the last 15 minutes are poor (82 %; with 95 % certainty 72 % to 89 %, the limit is 15 %). ' +
  'LiveKit declares it: status.livekit.io says “Partial System Outage”. Nothing to report; follow status.livekit.io.';

/** LiveKit is down and requests fail with it. */
export const outage: Scene = {
  ...calm,
  current: () =>
    current({
      system_health: 'critical',
      avg_connection_quality: 'fair',
      error_rate_last_hour: 0.0713,
      active_sessions_count: 58,
      open_sessions: openSessions(58, [31, 1, 0, 0, 0]),
      stale_sessions_count: 32,
      service_verdicts: { daily_co: 'agreed_fine', livekit: 'agreed_down', beyond_presence: 'blocked' },
      health_reasons: [
        reason({
          input: 'error_rate',
          state: 'critical',
          value: 0.0713,
          limit: 0.05,
          unit: 'fraction',
          since: today('14:24:10'),
          detail: '7.1 % of the requests of the last hour failed (3231 of 45312).',
          turns_green: 'Under 2 % for 60 s.',
        }),
        reason({
          input: 'livekit',
          value: 'down',
          limit: 'operational',
          since: today('14:21:40'),
          detail: LIVEKIT_DOWN,
        }),
        reason({
          input: 'beyond_presence',
          value: 'blocked',
          limit: 'agreed_fine',
          since: today('14:21:41'),
          detail:
            'Beyond Presence works inside the rooms of LiveKit, and our probe sees LiveKit down: call LiveKit, not Beyond Presence.',
          turns_green: 'The service that it needs, up again.',
        }),
      ],
    }),
  externalServices: () =>
    externalServices({
      livekit: {
        status: 'down',
        reason: 'failing',
        detail:
          "LiveKit has not answered 3 probes in a row (HTTP 500). The vendor's status page: status.livekit.io.",
        latency_ms: 12,
        since: today('14:21:40'),
        turns_green: '2 good probes in a row.',
        verdict: 'agreed_down',
        verdict_detail: LIVEKIT_DOWN,
        verdict_since: today('14:21:41'),
        witnesses: {
          vendor_says: witness('trouble', 'status.livekit.io says “Partial System Outage”.', 22),
          probe_sees: witness('down', 'LiveKit has not answered 3 probes in a row (HTTP 500).', 11),
          sessions_feel: witness(
            'trouble',
            '68 of 83 sessions that reported in the last 15 minutes are poor (82 %; with 95 % certainty 72 % to 89 %, the limit is 15 %).',
            6,
          ),
        },
        effect: {
          incident: 'Elevated connection errors in Europe',
          since: today('14:22:00'),
          before: { poor: 5, n: 112 },
          during: { poor: 68, n: 83 },
          difference: 0.775,
          interval: [0.68, 0.84],
          detail:
            'Since 14:22 UTC 68 of 83 (82 %) of our sessions are poor, in the hour before 5 of 112 (4.5 %): our sessions are worse for it (difference +77 points, with 95 % certainty +68 points to +84 points).',
        },
      },
      beyond_presence: {
        verdict: 'blocked',
        verdict_detail:
          'Beyond Presence works inside the rooms of LiveKit, and our probe sees LiveKit down: call LiveKit, not Beyond Presence.',
        verdict_since: today('14:21:41'),
      },
    }),
};
