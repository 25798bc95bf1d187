import type { CurrentMetrics } from '@watchroom/contracts';
import { evidenceFacts, type Explanation, NOT_JUDGED } from '../../lib/explanation';
import { spellSpan } from '../../lib/format';

export const USUAL_WINDOW_SECONDS = 1800;

export function explainActiveSessions(current: CurrentMetrics | undefined, nowMs: number): Explanation {
  const window = spellSpan(current?.active_window_seconds ?? USUAL_WINDOW_SECONDS);
  return {
    means: `Sessions that have not ended and gave a sign of life within the last ${window}: their start, a report of the platform, or a message of the service that carries them. A session that stays open without a sign of life is counted apart as stale, and never as active.`,
    facts: current ? evidenceFacts(current.evidence.active_sessions_count, 'open session', nowMs) : [],
    levels: [{ tone: 'unknown', text: `${NOT_JUDGED} Grey: the reports of sessions are overdue.` }],
  };
}
