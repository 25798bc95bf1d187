import type { WitnessVerdict } from '@watchroom/contracts';
import { forHeld, percent } from '../health/health-words';
import { BAD_SHARE_LIMIT } from './hear-witnesses';

type Trouble = 'agreed_down' | 'undeclared_trouble' | 'media_trouble' | 'blocked';

/**
 * Verdicts by which the system is degraded though the probe may be fine: felt by our own witnesses, or caused by
 * another service. What each needs to be fine again, without a full stop.
 */
const TURNS_GREEN: Record<Trouble, string> = {
  agreed_down: forHeld('A good probe, and good sessions'),
  undeclared_trouble: forHeld('A good probe, and good sessions'),
  media_trouble: forHeld(
    `No more than ${percent(BAD_SHARE_LIMIT)} of its sessions poor or broken off with 95 % certainty`,
  ),
  blocked: 'The service that it needs, up again',
};

/** What would end the trouble that a verdict tells; null for a verdict that is no trouble of its own. */
export const troubleTurnsGreen = (verdict: WitnessVerdict | null): string | null =>
  verdict !== null && Object.hasOwn(TURNS_GREEN, verdict) ? TURNS_GREEN[verdict as Trouble] : null;

/** Whether the system is degraded by this verdict alone. */
export const isTrouble = (verdict: WitnessVerdict | null): boolean => troubleTurnsGreen(verdict) !== null;
