import type { BeforeApplicationShutdown } from '@nestjs/common';

type ReadinessPhase = 'starting' | 'ready' | 'draining';

/** Whether this replica wants requests. */
export class Readiness implements BeforeApplicationShutdown {
  phase: ReadinessPhase = 'starting';

  beforeApplicationShutdown(): void {
    this.phase = 'draining';
  }
}
