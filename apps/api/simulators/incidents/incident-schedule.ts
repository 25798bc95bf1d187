import { MINUTE_MS } from '../chance/rhythm';
import { seededRandom } from '../chance/seeded-random';
import { wait } from '../wait';
import type { IncidentDirector } from './incident-director';
import type { IncidentName } from './incident-kinds';

const QUIET_START_MS = 10 * MINUTE_MS;
const SHORTEST_PAUSE_MS = 15 * MINUTE_MS;
const LONGEST_PAUSE_MS = 20 * MINUTE_MS;

/** An error burst colours the hourly rate for an hour: it comes once in a round, and short. */
const ROTATION: readonly { name: IncidentName; seconds: number }[] = [
  { name: 'livekit-down', seconds: 120 },
  { name: 'slow-api', seconds: 75 },
  { name: 'daily-declared-not-felt', seconds: 150 },
  { name: 'quality-drop', seconds: 120 },
  { name: 'livekit-undeclared', seconds: 150 },
  { name: 'daily-slow', seconds: 150 },
  { name: 'livekit-keys', seconds: 90 },
  { name: 'pool-exhausted', seconds: 20 },
  { name: 'avatars-blocked', seconds: 150 },
  { name: 'slow-api', seconds: 75 },
  { name: 'daily-throttled', seconds: 90 },
  { name: 'livekit-media', seconds: 90 },
  { name: 'error-burst', seconds: 35 },
  { name: 'all-offline', seconds: 90 },
  { name: 'quality-drop', seconds: 120 },
];

interface ScheduledIncident {
  name: IncidentName;
  seconds: number;
  /** Time from the previous incident's start (from the start of the play, for the first) to this one's. */
  afterMs: number;
}

/** The `index`-th incident of the schedule, endless and the same at each start. */
export function scheduledIncident(index: number): ScheduledIncident {
  const { name, seconds } = ROTATION[index % ROTATION.length]!;
  const share = seededRandom('schedule', index)();
  const pauseMs = SHORTEST_PAUSE_MS + share * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS);
  return { name, seconds, afterMs: index === 0 ? QUIET_START_MS + share * QUIET_START_MS : pauseMs };
}

/** Plays the schedule until the signal; an incident whose turn comes while another plays is left out. */
export async function followSchedule(
  director: Pick<IncidentDirector, 'isQuiet' | 'play'>,
  signal: AbortSignal,
  waitFor = wait,
): Promise<void> {
  for (let index = 0; !signal.aborted; index++) {
    const { name, seconds, afterMs } = scheduledIncident(index);
    await waitFor(afterMs, signal);
    if (!signal.aborted && director.isQuiet) director.play(name, seconds);
  }
}
