import { kindsIn } from './event-words';

/** What the address of the page says: kinds with commas between them, and the place in the list. */
export interface EventsChoice {
  kind?: string;
  before?: string;
}

export const eventsChoiceIn = ({ kind, before }: Record<string, unknown>): EventsChoice => ({
  ...(kindsIn(kind).length > 0 && { kind: kindsIn(kind).join(',') }),
  ...(typeof before === 'string' && { before }),
});
