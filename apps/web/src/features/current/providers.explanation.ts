import type { CurrentMetrics } from '@watchroom/contracts';
import { evidenceFacts, type Explanation, NOT_JUDGED } from '../../lib/explanation';
import { spellSpan } from '../../lib/format';
import { USUAL_WINDOW_SECONDS } from './active-sessions.explanation';

export function explainProviders(current: CurrentMetrics | undefined, nowMs: number): Explanation {
  const window = spellSpan(current?.active_window_seconds ?? USUAL_WINDOW_SECONDS);
  return {
    means: `The active sessions by the service that they need now: those that have not ended and gave a sign of life within the last ${window}. Daily.co and LiveKit carry sessions; Beyond Presence brings the avatars, so that a session of another service with an avatar in it stands in both rows. What neither the platform nor a webhook has told stands under “Not told”: nothing is guessed. A service leads to its own page, which tells its sessions over time.`,
    facts: current
      ? [...evidenceFacts(current.evidence.active_sessions_count, 'open session', nowMs), avatarsOf(current)]
      : [],
    levels: [{ tone: 'unknown', text: `${NOT_JUDGED} Grey: the reports of sessions are overdue.` }],
  };
}

const avatarsOf = ({ open_sessions: open }: CurrentMetrics): [name: string, text: string] => [
  'Avatars',
  open?.active_with_avatar === null || open === null
    ? 'not known: no webhook has told of one'
    : 'by webhooks of the services that carry the sessions',
];
