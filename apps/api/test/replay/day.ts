export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** The day that is replayed: a leap day, so that its midnight begins a month. Later than any clock of a database. */
export const DAY_START_MS = Date.UTC(2040, 1, 29, 6);

const at = (time: string): number => Date.parse(`2040-02-29T${time}Z`);
const nextDay = (time: string): number => Date.parse(`2040-03-01T${time}Z`);

/** When the numbers are compared. */
export const INSTANTS = {
  quiet: at('09:12:34.567'),
  spike: at('13:40:21.250'),
  killed: at('15:47:48.004'),
  oneSilent: at('20:25:10.000'),
  midnight: nextDay('00:00:00.000'),
  end: nextDay('06:10:00.500'),
} as const;

/** Nothing happens after this. */
export const DAY_END_MS = INSTANTS.end - 2_000;

/** What befalls the two replicas, in the time of the day. */
export const KILLED_AT_MS = at('15:20:00');
export const STARTED_AGAIN_AT_MS = at('19:20:00');
export const RESTARTED_AT_MS = at('22:20:00');

/** Nobody reports requests: all senders are down. */
export const UNOBSERVED = { fromMs: at('17:00:00'), toMs: at('18:00:00') };
/** One service does not report while the other does. */
export const SILENT = { service: 'media-gateway', fromMs: at('20:10:00'), toMs: at('20:40:00') };

/** Requests of an hour: `perMinute` of all services together, or exactly so many. */
interface HourPlan {
  perMinute: number;
  errorShare: number;
  medianMs: number;
  exactly?: { requests: number; errors: number };
}

const USUAL: HourPlan = { perMinute: 8, errorShare: 0.004, medianMs: 120 };

/** By the hour of UTC, where it is no usual one. */
const SPECIAL: Record<string, Partial<HourPlan>> = {
  '29T09': { perMinute: 0 },
  '29T12': { errorShare: 0.035 },
  '29T13': { errorShare: 0.14, medianMs: 750 },
  // a high rate of too few
  '29T21': { exactly: { requests: 19, errors: 10 } },
  // at the limit, and not above it
  '01T01': { exactly: { requests: 1000, errors: 20 } },
  '01T02': { exactly: { requests: 1000, errors: 50 } },
  '01T03': { exactly: { requests: 1000, errors: 51 } },
};

/** The plan of the hour that holds a moment. */
export const planOf = (ms: number): HourPlan => ({
  ...USUAL,
  ...SPECIAL[new Date(ms).toISOString().slice(8, 13)],
});

/** Around the instants at which windows begin and end senders export every minute, and there is more to do. */
export const isBusy = (ms: number): boolean =>
  Object.values(INSTANTS).some(
    (instant) =>
      (ms > instant - 12 * MINUTE_MS && ms <= instant) ||
      (ms > instant - 66 * MINUTE_MS && ms <= instant - 54 * MINUTE_MS),
  );
