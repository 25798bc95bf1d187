import { type CurrentMetrics, STREAM_REPEATS_AFTER_SECONDS } from '@watchroom/contracts';
import { materialOf } from '../../../core/metrics/material-change';
import type { Snapshot } from '../snapshot';
import { currentFrame } from './frames';
import type { Frame } from './listener';

/** Told at the latest after this, changed or not: a page that hears nothing for longer knows that its stream is broken. */
const TOLD_AGAIN_MS = STREAM_REPEATS_AFTER_SECONDS * 1000;

/** What is told to all: the last frame, made anew only when there is something to tell. Times as of the listeners. */
export class Broadcast {
  private material: string | null = null;
  private madeAt = -Infinity;
  latest: Frame | null = null;

  /** True when this makes a new frame. */
  hear({ value, json }: Snapshot<CurrentMetrics>, now: number): boolean {
    const material = materialOf(value);
    if (material === this.material && now - this.madeAt < TOLD_AGAIN_MS) return false;
    this.material = material;
    this.madeAt = now;
    this.latest = { number: (this.latest?.number ?? 0) + 1, bytes: currentFrame(json) };
    return true;
  }
}
