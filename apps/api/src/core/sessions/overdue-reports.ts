const MISSED_WINDOWS = 2;

/**
 * Whether the reports of sessions are overdue: sessions were active when anything was last heard, and neither a sign of
 * life nor an end has come for two active windows. Silence after the last session has ended is no fault.
 */
export function areReportsOverdue(
  { newestAt, newestOpenAt }: { newestAt: Date | null; newestOpenAt: Date | null },
  now: Date,
  activeWindowMs: number,
): boolean {
  if (newestAt === null || newestOpenAt === null) return false;
  const wasActive = newestAt.getTime() - newestOpenAt.getTime() <= activeWindowMs;
  return wasActive && now.getTime() - newestAt.getTime() > MISSED_WINDOWS * activeWindowMs;
}
