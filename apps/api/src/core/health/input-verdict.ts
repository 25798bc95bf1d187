import type { HealthInput, SystemHealth } from '@watchroom/contracts';

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
  /** Since when by its own source; null = as long as the verdict itself has stood. */
  since: Date | null;
  /** One sentence for the person on duty. */
  detail: string;
}

const SEVERITY: Record<InputState, number> = { fine: 0, unknown: 1, degraded: 2, critical: 3 };

/** How bad a state is: fine < unknown < degraded < critical. */
export const severityOf = (state: InputState): number => SEVERITY[state];

/** The worst of all inputs. What was measured as bad outranks what is not known; what is not known is never healthy. */
export function systemHealthOf(states: readonly InputState[]): SystemHealth {
  const worst = states.reduce<InputState>((a, b) => (SEVERITY[b] > SEVERITY[a] ? b : a), 'fine');
  return worst === 'fine' ? 'healthy' : worst;
}
