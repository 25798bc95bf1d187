import { Injectable } from '@nestjs/common';
import { PoolObserver } from './pool-observer';

export type PoolListener = PoolObserver;

/** Passes every checkout on to whoever records it; nobody may be listening yet when the first one happens. */
@Injectable()
export class PoolMeter extends PoolObserver {
  private listener: PoolListener | null = null;

  listen(listener: PoolListener): void {
    this.listener = listener;
  }

  override waited(waitMs: number): void {
    this.listener?.waited(waitMs);
  }

  override timedOut(): void {
    this.listener?.timedOut();
  }
}
