import { Store, useStore } from './store';

/** By then it was read out; what is left behind would be read with the page, and be old. */
const SPOKEN_MS = 10_000;

/** What the page says to those who listen to it: a change, worded as it was when it happened. */
class Voice extends Store<string> {
  private timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    clearTimeout(this.timer);
    if (text !== '') this.timer = setTimeout(() => this.say(''), SPOKEN_MS);
    this.set(text);
  }
}

/** The page has one voice: several live regions would talk at the same time. */
export const voice = new Voice('');

export const useVoice = (): string => useStore(voice);
