import type { WitnessState } from '@watchroom/contracts';
import { type FeedReader, objectOf, textIn } from './feed-reader';

const STATES: Record<string, WitnessState> = {
  operational: 'fine',
  degraded: 'trouble',
  downtime: 'down',
  maintenance: 'trouble',
};

/** `/index.json` of Better Stack: the state of the whole page. Its reports are not read: their shape is not known well. */
export const readBetterStack: FeedReader = (body) => {
  const state = textIn(objectOf(objectOf(body.data)?.attributes)?.aggregate_state);
  if (state === null) return null;
  return { claim: { state: STATES[state] ?? 'unknown', words: state }, incidents: null };
};
