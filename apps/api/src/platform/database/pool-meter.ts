import { Injectable } from '@nestjs/common';
import { PoolObserver } from './pool-observer';

export interface PoolListener extends Pick<PoolObserver, 'waited' | 'timedOut' | 'queued'> {
  /** So many connections are checked out from now on. */
  inUse(connections: number): void;
}

/** Passes every checkout on to whoever records it; nobody may be listening yet when the first one happens. */
@Injectable()
export class PoolMeter extends PoolObserver {
  private listener: PoolListener | null = null;
  private connections = 0;

  listen(listener: PoolListener): void {
    this.listener = listener;
    listener.inUse(this.connections);
  }

  override waited(waitMs: number): void {
    this.listener?.waited(waitMs);
  }

  override timedOut(): void {
    this.listener?.timedOut();
  }

  override taken(): void {
    this.connections++; // also while nobody listens
    this.listener?.inUse(this.connections);
  }

  override returned(): void {
    this.connections--;
    this.listener?.inUse(this.connections);
  }

  override queued(callers: number): void {
    this.listener?.queued(callers);
  }
}
