import type { TimeStep } from '../components/charts/time-chart.types';
import { NOON } from './metrics';

/** A quarter of an hour that ends at noon, all well. */
export const someStep = (more: Partial<TimeStep> = {}): TimeStep => ({
  startMs: NOON - 900_000,
  endMs: NOON,
  values: [1],
  span: null,
  state: 'value',
  tone: 'ok',
  isFilling: false,
  text: 'fine',
  ...more,
});

/** Steps of ten milliseconds, one after the other from 0. */
export const someSteps = (steps: Partial<TimeStep>[]): TimeStep[] =>
  steps.map((more, index) => someStep({ startMs: index * 10, endMs: index * 10 + 10, ...more }));
