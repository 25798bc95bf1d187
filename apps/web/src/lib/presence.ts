import { createContext, useContext } from 'react';
import type { ApiError } from './api-error';

/** Whether the page shows the present: the same for every figure on it. */
export interface Presence {
  /** Changes come by themselves, by the stream. */
  isLive: boolean;
  /** Why the server as a whole gives no figures; null while it does. */
  outage: ApiError | null;
}

const Context = createContext<Presence>({ isLive: false, outage: null });

export const PresenceProvider = Context.Provider;

export const usePresence = (): Presence => useContext(Context);
