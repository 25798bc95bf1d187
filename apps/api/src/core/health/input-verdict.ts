import type { HealthInput, HealthUnit, SystemHealth } from '@watchroom/contracts';

/** What one input says of the system; `fine` inputs give no reason. */
export type InputState = 'fine' | Exclude<SystemHealth, 'healthy'>;

/** The verdict on one input at one moment. */
export interface InputVerdict {
  input: HealthInput;
  state: InputState;
  /** Rates change their verdict only after it has held; hard facts act at once. */
  kind: 'rate' | 'fact';
  value: number | string | null;
  limit: number | string | null;
  /** Of value and limit; null where they are words. */
  unit: HealthUnit | null;
  /** Since when by its own source; null = as long as the verdict itself has stood. */
  since: Date | null;
  /** One sentence for the person on duty. */
  detail: string;
  /** What would make it fine, without a full stop: "Under 2 % for 60 s". */
  turnsGreen: string;
}

const SEVERITY: Record<InputState, number> = { fine: 0, unknown: 1, degraded: 2, critical: 3 };

/** How bad a state is: fine < unknown < degraded < critical. */
export const severityOf = (state: InputState): number => SEVERITY[state];

/** The state in the words of the HTTP interface. */
export const healthOf = (state: InputState): SystemHealth => (state === 'fine' ? 'healthy' : state);

/** The worst of all inputs. What was measured as bad outranks what is not known; what is not known is never healthy. */
export function systemHealthOf(states: readonly InputState[]): SystemHealth {
  return healthOf(states.reduce<InputState>((a, b) => (SEVERITY[b] > SEVERITY[a] ? b : a), 'fine'));
}
