import type { Counted } from '../external-services/count-outcome';

const POLLS_TO_CLOSE = 3;

/** A session that is open by what webhooks tell of it, or was closed here a while ago. */
export interface OpenMeeting {
  place: string;
  sessionId: string;
  /** The vendor's ids of its meetings. None: nobody can tell whether they are gone. */
  meetings: readonly string[];
  /** Newest sign of life by anybody, the platform included. */
  lastSignAt: Date;
  /** Of the first poll in a row that did not know any of its meetings. */
  missedSince: Date | null;
  missedPolls: number;
  /** Closed here because the vendor did not know it; it may turn up again. */
  isClosed: boolean;
}

export interface OpenMeetingVerdicts {
  /** The vendor has them: a sign of life, also of those that were closed. */
  confirmed: OpenMeeting[];
  /** As they are to be remembered. */
  missed: OpenMeeting[];
  /** Gone for three polls without a sign of life in between. */
  closed: OpenMeeting[];
}

/**
 * What one poll that was answered says of the sessions that are open here. A list that is not complete says nothing of
 * those that it does not name.
 * @param refreshMs signs of life that are younger than this need no confirmation
 */
export function judgeOpenMeetings(
  open: readonly OpenMeeting[],
  poll: Pick<Counted, 'active' | 'idle' | 'ended' | 'isComplete'> & { askedAt: Date },
  refreshMs: number,
): OpenMeetingVerdicts {
  const verdicts: OpenMeetingVerdicts = { confirmed: [], missed: [], closed: [] };
  const [active, idle, ended] = [new Set(poll.active), new Set(poll.idle), new Set(poll.ended)];
  for (const session of open) {
    if (session.meetings.some((id) => active.has(id))) {
      const isOld = poll.askedAt.getTime() - session.lastSignAt.getTime() >= refreshMs;
      if (isOld || session.isClosed || session.missedPolls > 0) verdicts.confirmed.push(session);
    } else if (
      !session.isClosed &&
      session.meetings.length > 0 &&
      !session.meetings.some((id) => idle.has(id))
    ) {
      if (!poll.isComplete && !session.meetings.every((id) => ended.has(id))) continue;
      const missed = missedOnce(session, poll.askedAt);
      verdicts[missed.missedPolls >= POLLS_TO_CLOSE ? 'closed' : 'missed'].push(missed);
    }
  }
  return verdicts;
}

/** A sign of life since the first miss begins the count anew: the vendor's answer is older than that sign. */
function missedOnce(session: OpenMeeting, askedAt: Date): OpenMeeting {
  const { missedSince, missedPolls, lastSignAt } = session;
  if (missedSince === null || missedPolls === 0 || lastSignAt >= missedSince)
    return { ...session, missedSince: askedAt, missedPolls: 1 };
  return { ...session, missedPolls: missedPolls + 1 };
}
