import { DAY_MS, MINUTE_MS } from '../time';

const OFFSET = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** Days of an IANA time zone. Times are ms since 1970; a day is counted in days since 1 January 1970. */
export class TimeZone {
  private readonly format: Intl.DateTimeFormat;

  /** @throws RangeError for a name that is no time zone. */
  constructor(readonly name: string) {
    this.format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  }

  /** What local clocks are ahead of UTC at a moment, in ms. */
  offsetAt(atMs: number): number {
    const part = this.format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName');
    const [, sign, hours, minutes, seconds] = OFFSET.exec(part?.value ?? '') ?? [];
    const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS + Number(seconds ?? 0) * 1000;
    return sign === '-' ? -ms : ms;
  }

  /** The local day in which a moment lies. */
  dayAt(atMs: number): number {
    return Math.floor((atMs + this.offsetAt(atMs)) / DAY_MS);
  }

  /**
   * The moment at which a local day begins: its first midnight, or where clocks jump over midnight the moment of the
   * jump. Days follow one another without gap or overlap: each ends where the next begins.
   */
  startOfDay(day: number): number {
    const midnight = day * DAY_MS;
    const [early, late] = [midnight - DAY_MS, midnight + DAY_MS];
    const [before, after] = [this.offsetAt(early), this.offsetAt(late)];
    if (before === after) return midnight - before;
    const change = this.changeBetween(early, late, before);
    if (midnight - before < change) return midnight - before;
    return Math.max(midnight - after, change);
  }

  /** The first moment after `early` at which the offset is another, to the second. */
  private changeBetween(early: number, late: number, before: number): number {
    let [same, other] = [early / 1000, late / 1000];
    while (other - same > 1) {
      const middle = Math.floor((same + other) / 2);
      if (this.offsetAt(middle * 1000) === before) same = middle;
      else other = middle;
    }
    return other * 1000;
  }
}
