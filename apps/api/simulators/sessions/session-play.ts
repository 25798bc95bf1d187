import type { ReportedQuality } from '@watchroom/contracts';
import { DAY_MS } from '../chance/rhythm';
import { WatchroomAway, type WatchroomClient } from '../watchroom/watchroom-client';
import { ndjson, ndjsonBodies, reportOf, type SessionLine } from './session-report';
import { reportNumber, sessionsWithin, type SimulatedSession } from './simulated-session';

const PAST_DAYS = 30;
const MOST_SINGLE_TURNS = 20;
const MOST_AT_ONCE = 800;

/** What incidents do to the connections of all sessions, or to those of one provider. */
export interface Weather {
  all: ReportedQuality | null;
  byProvider: Map<SimulatedSession['provider'], ReportedQuality>;
}

/**
 * Tells Watchroom of the sessions. Which sessions there are is a pure function of the time, so that all it has to
 * remember is up to when Watchroom knows: an outage of any length is made up for by the next tick.
 */
export class SessionPlay {
  private toldUntilMs = 0;

  constructor(
    private readonly watchroom: WatchroomClient,
    private readonly weather: Weather,
    private readonly pastDays = PAST_DAYS,
  ) {}

  /** Sends the days before (30 of them) and the sessions open now, the newest first; a repetition changes nothing. Returns how many. */
  async tellPast(nowMs: number): Promise<number> {
    const past = [...sessionsWithin(nowMs - this.pastDays * DAY_MS, nowMs)].toReversed();
    await this.watchroom.persistInPieces(past, { most: MOST_AT_ONCE }, (some) =>
      this.watchroom.postSessions(ndjson(some.map((session) => reportOf(session, nowMs)))),
    );
    this.toldUntilMs = nowMs;
    return past.length;
  }

  /**
   * Starts and ends since the last tick one by one (or together when there are many), due reports in one body.
   * @throws WatchroomAway: the next tick then covers this one's time too; RefusedByWatchroom: it does not
   */
  async tick(nowMs: number): Promise<void> {
    const sinceMs = Math.max(this.toldUntilMs, nowMs - this.pastDays * DAY_MS);
    try {
      await this.tell(sinceMs, nowMs);
      this.toldUntilMs = nowMs;
    } catch (error) {
      if (!(error instanceof WatchroomAway)) this.toldUntilMs = nowMs;
      throw error;
    }
  }

  private async tell(sinceMs: number, nowMs: number): Promise<void> {
    const turns: SessionLine[] = [];
    const due: SessionLine[] = [];
    for (const session of sessionsWithin(sinceMs, nowMs)) {
      const turned = session.startMs >= sinceMs || session.endMs <= nowMs;
      if (turned) turns.push(this.report(session, nowMs));
      else if (reportNumber(session, nowMs) > reportNumber(session, sinceMs))
        due.push(this.report(session, nowMs));
    }
    const single = turns.length <= MOST_SINGLE_TURNS ? turns : [];
    for (const turn of single) await this.watchroom.putSession(turn);
    for (const body of ndjsonBodies(single === turns ? due : [...turns, ...due]))
      await this.watchroom.postSessions(body);
  }

  private report(session: SimulatedSession, nowMs: number): SessionLine {
    return reportOf(session, nowMs, this.weather.byProvider.get(session.provider) ?? this.weather.all);
  }
}
