/** How a stand-in behaves. In all trouble of the vendor's own the status page stays up, as the real ones do. */
export type Mode =
  | { kind: 'ok' }
  /** Answers correctly, but late. */
  | { kind: 'slow'; delayMs: number }
  /** Answers 5xx. */
  | { kind: 'down'; status: number }
  /** Accepts the request and never answers. */
  | { kind: 'hang' }
  /** Sends the head and the first bytes of an answer, then nothing more. */
  | { kind: 'stall' }
  /** Closes the socket instead of answering. */
  | { kind: 'refuse' }
  /** As if the cable were cut: nobody listens, not for the status page either. */
  | { kind: 'unreachable' }
  | { kind: 'throttled'; retryAfterSeconds: number | null }
  /** Takes no key for valid. */
  | { kind: 'bad-credentials' }
  /** Every n-th request fails with 503. */
  | { kind: 'flaky'; failEvery: number }
  /** The account is used up (402). */
  | { kind: 'quota' }
  /** 200 with a page instead of an answer, as proxies and parked domains do. */
  | { kind: 'garbage' }
  /** Redirects every request, as a moved API or a captive portal does. */
  | { kind: 'moved' }
  /** LiveKit's node is up and says 406 of itself; the others answer 503. */
  | { kind: 'not-ready' };

export type ModeName = Mode['kind'];

const DEFAULTS: { [Name in ModeName]: Extract<Mode, { kind: Name }> } = {
  ok: { kind: 'ok' },
  slow: { kind: 'slow', delayMs: 3_000 },
  down: { kind: 'down', status: 500 },
  hang: { kind: 'hang' },
  stall: { kind: 'stall' },
  refuse: { kind: 'refuse' },
  unreachable: { kind: 'unreachable' },
  throttled: { kind: 'throttled', retryAfterSeconds: null },
  'bad-credentials': { kind: 'bad-credentials' },
  flaky: { kind: 'flaky', failEvery: 3 },
  quota: { kind: 'quota' },
  garbage: { kind: 'garbage' },
  moved: { kind: 'moved' },
  'not-ready': { kind: 'not-ready' },
};

/** A mode by its name, with usual figures. */
const modeOf = (mode: Mode | ModeName): Mode => (typeof mode === 'string' ? DEFAULTS[mode] : mode);

/** The switch of a running stand-in. */
export class ModeSwitch {
  /** Resolves when the mode that was set last has taken effect. */
  settled: Promise<void> = Promise.resolve();
  private mode: Mode = DEFAULTS.ok;

  constructor(private readonly changed: (mode: Mode) => Promise<void> = () => Promise.resolve()) {}

  get current(): Mode {
    return this.mode;
  }

  /** From the next request on; requests that hang stay so. */
  set(mode: Mode | ModeName): void {
    this.mode = modeOf(mode);
    this.settled = this.changed(this.mode);
  }
}
