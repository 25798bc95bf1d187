import { INCIDENT_NAMES, INCIDENTS, type IncidentName, type IncidentOverview } from './incident-kinds';

/** Begins an incident and returns how to end it; neither may throw. */
export type Acts = Record<IncidentName, () => () => void>;

interface Playing {
  startedMs: number;
  endsMs: number;
  timer: NodeJS.Timeout;
  end: () => void;
}

/** Begins and ends incidents; each at most once at a time, different ones together. */
export class IncidentDirector {
  private readonly playing = new Map<IncidentName, Playing>();

  constructor(
    private readonly acts: Acts,
    private readonly tell: (line: string) => void,
  ) {}

  /** Begins it, or gives one that plays already a new end. */
  play(name: IncidentName, seconds: number, nowMs = Date.now()): void {
    const running = this.playing.get(name);
    clearTimeout(running?.timer);
    const timer = setTimeout(() => this.end(name), seconds * 1000).unref();
    const endsMs = nowMs + seconds * 1000;
    const { startedMs, end } = running ?? { startedMs: nowMs, end: this.acts[name]() };
    this.playing.set(name, { startedMs, endsMs, timer, end });
    if (!running) this.tell(`${INCIDENTS[name].headline} (simulated).`);
  }

  end(name: IncidentName): void {
    const running = this.playing.get(name);
    if (!running) return;
    clearTimeout(running.timer);
    this.playing.delete(name);
    running.end();
    this.tell(`Over: ${INCIDENTS[name].headline} (simulated).`);
  }

  endAll(): void {
    for (const name of this.playing.keys()) this.end(name);
  }

  get isQuiet(): boolean {
    return this.playing.size === 0;
  }

  overview(): IncidentOverview {
    const time = (ms: number) => new Date(ms).toISOString();
    return {
      incidents: INCIDENT_NAMES.map((name) => {
        const { headline, effect, usualSeconds } = INCIDENTS[name];
        return { name, headline, effect, usual_seconds: usualSeconds };
      }),
      playing: [...this.playing].map(([name, { startedMs, endsMs }]) => ({
        name,
        started_at: time(startedMs),
        ends_at: time(endsMs),
      })),
    };
  }
}
