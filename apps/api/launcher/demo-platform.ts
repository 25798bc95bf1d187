import { join } from 'node:path';
import { environment } from '../src/platform/config/env';
import { LaunchError } from './launch-error';
import { exitOf } from './processes';
import { Supervised } from './supervisor';

const PAST_WITHIN_MS = 30_000;

type Message = { kind: 'stand-ins'; env: Record<string, string> } | { kind: 'past-written' };

/** The simulated counselling platform, a process of its own that knows Watchroom's public doors only. */
export class DemoPlatform {
  private readonly child: Supervised;

  constructor(file: string, watchroomUrl: string, ingestToken: string, dataDir: string) {
    const env = {
      PATH: environment.PATH,
      DEMO_INCIDENTS: environment.DEMO_INCIDENTS,
      DEMO_WATCHROOM_URL: watchroomUrl,
      DEMO_INGEST_TOKEN: ingestToken,
      DEMO_CONTROL_FILE: join(dataDir, 'demo.json'),
    };
    this.child = new Supervised({ name: 'The demo platform', file, env }, console.error);
  }

  /** Settings that point Watchroom at the stand-ins of the three vendors. */
  async standIns(): Promise<Record<string, string>> {
    const message = await this.message('stand-ins', 20_000);
    if (message?.kind === 'stand-ins') return message.env;
    throw new LaunchError(
      'The demo platform did not start; what it printed above says why. DEMO=off starts without it.',
    );
  }

  /** Lets it write the past and begin; the page is worth looking at from then on. */
  async play(): Promise<void> {
    const written = this.message('past-written', PAST_WITHIN_MS);
    this.child.process.send({ kind: 'watchroom-ready' });
    if ((await written) === null)
      console.error('The demo platform is still writing the past; the chart fills in the meantime.');
  }

  stop(): Promise<void> {
    return this.child.stop();
  }

  private message(kind: Message['kind'], withinMs: number): Promise<Message | null> {
    const child = this.child.process;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), withinMs);
      child.on('message', (message: Message) => {
        if (message.kind !== kind) return;
        clearTimeout(timer);
        resolve(message);
      });
      void exitOf(child).then(() => (clearTimeout(timer), resolve(null)));
    });
  }
}
