import type { ExternalServiceDetail } from '@watchroom/contracts';
import { LIVE_MS, REFETCH_MS } from '../../lib/cadence';

/**
 * How soon to ask again, in ms. Probes are told at once, the verdict on them some seconds later: as long as the two
 * contradict each other, what is shown is on the move.
 */
export const verdictPace = (details: readonly Pick<ExternalServiceDetail, 'status' | 'verdict'>[]): number =>
  details.some(contradicts) ? LIVE_MS : REFETCH_MS;

const contradicts = ({ status, verdict }: Pick<ExternalServiceDetail, 'status' | 'verdict'>): boolean =>
  verdict !== null && (status === 'operational') !== (verdict === 'agreed_fine');
