import type { SessionMetrics } from '@watchroom/contracts';
import { evidenceFacts, type Explanation, NOT_JUDGED } from '../../lib/explanation';

export const explainConnectionQuality = (
  sessions: SessionMetrics | undefined,
  nowMs: number,
): Explanation => ({
  means:
    'How good the connections of students and counsellors were: of the sessions that started in the last 30 days and reported a level, the share of each level. The average below it covers the last 60 minutes: excellent counts 4, good 3, fair 2, poor 1, and a mean of 3.5 or more is excellent, of 2.5 good, of 1.5 fair.',
  facts: sessions ? evidenceFacts(sessions.evidence.connection_quality_distribution, 'session', nowMs) : [],
  levels: [{ tone: 'unknown', text: `${NOT_JUDGED} Grey: the reports of sessions are overdue.` }],
});

export const explainCategories = (sessions: SessionMetrics | undefined, nowMs: number): Explanation => ({
  means:
    'All sessions that started in the last 30 days, by the category of counselling that the platform told. A category without sessions stays in the list with 0. A category leads to its own page.',
  facts: sessions ? evidenceFacts(sessions.evidence.total_sessions, 'session', nowMs) : [],
  levels: [{ tone: 'unknown', text: `${NOT_JUDGED} Grey: the reports of sessions are overdue.` }],
});
