import { useSyncExternalStore } from 'react';

/** By then it was read out; what is left behind would be read with the page, and be old. */
const SPOKEN_MS = 10_000;

/** What the page says to those who listen to it: a change, worded as it was when it happened. */
class Voice {
  private said = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  readonly now = (): string => this.said;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  say(text: string): void {
    clearTimeout(this.timer);
    if (text !== '') this.timer = setTimeout(() => this.say(''), SPOKEN_MS);
    this.said = text;
    for (const listener of this.listeners) listener();
  }
}

/** The page has one voice: several live regions would talk at the same time. */
export const voice = new Voice();

export const useVoice = (): string => useSyncExternalStore(voice.subscribe, voice.now);
