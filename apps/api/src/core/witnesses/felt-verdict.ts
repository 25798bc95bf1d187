import type { WitnessVerdict } from '@watchroom/contracts';

/** Verdicts of trouble that our own witnesses found, or that another service causes: the system is degraded by them. */
const TROUBLE: readonly WitnessVerdict[] = ['undeclared_trouble', 'media_trouble', 'blocked'];

export const isTrouble = (verdict: WitnessVerdict | null): boolean =>
  verdict !== null && TROUBLE.includes(verdict);
