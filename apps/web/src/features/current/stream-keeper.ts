import { CURRENT_EVENT, type CurrentMetrics, STREAM_REPEATS_AFTER_SECONDS } from '@watchroom/contracts';

/** Two repeats and the half of a third have not come: whatever the browser thinks, the stream is broken. */
export const SILENT_MS = 2.5 * STREAM_REPEATS_AFTER_SECONDS * 1000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** What an EventSource can do that is needed here. */
export interface Source {
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  close(): void;
}

interface Parts {
  open: () => Source;
  onCurrent: (current: CurrentMetrics) => void;
  /** True from the first event until the stream breaks. */
  onLive: (isLive: boolean) => void;
  /** It has broken, or does not open; told once for all tries until the next event. Not when it was stopped. */
  onBroken: () => void;
}

/** The pause before the `failures`-th new try, in ms: growing, and `share` in 0..1 spreads those who were cut off together. */
export const pauseBefore = (failures: number, share: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * (0.5 + share / 2);

/** Keeps one stream open: opens it again after growing pauses, and does not trust one that has fallen silent. */
export class StreamKeeper {
  private source: Source | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: Parts) {}

  /** Nothing if it is open already; a pause is not waited for. */
  start(): void {
    if (this.source !== null) return;
    clearTimeout(this.timer);
    const source = this.parts.open();
    this.source = source;
    source.addEventListener(CURRENT_EVENT, ({ data }) => {
      if (this.source === source) this.hear(String(data));
    });
    source.addEventListener('error', () => {
      if (this.source === source) this.tryAgain();
    });
    this.listenNoLongerThan(SILENT_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
    this.failures = 0;
    this.parts.onLive(false);
  }

  private hear(data: string): void {
    this.failures = 0;
    this.listenNoLongerThan(SILENT_MS);
    this.parts.onCurrent(JSON.parse(data) as CurrentMetrics);
    this.parts.onLive(true);
  }

  private listenNoLongerThan(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tryAgain(), ms);
  }

  private tryAgain(): void {
    clearTimeout(this.timer);
    this.source?.close(); // the browser's own new tries come all at once and never grow rarer
    this.source = null;
    this.failures++;
    this.timer = setTimeout(() => this.start(), pauseBefore(this.failures, Math.random()));
    this.parts.onLive(false);
    if (this.failures === 1) this.parts.onBroken();
  }
}
