/** When each admin last saw what happened: nothing else is known of a visit. */
export abstract class AdminVisitRepository {
  /** Null before the first visit. */
  abstract lastSeen(adminId: string): Promise<Date | null>;
  /** Everything up to `until` is seen; an earlier moment than the one that stands changes nothing. */
  abstract noteSeen(adminId: string, until: Date): Promise<void>;
}
