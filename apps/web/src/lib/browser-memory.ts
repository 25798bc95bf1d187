/** What a browser remembers from one visit to the next. One that keeps nothing has nothing to tell, and is not asked why. */
export const browserMemory: Pick<Storage, 'getItem' | 'setItem'> = {
  getItem(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  setItem(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {
      // It holds for this visit.
    }
  },
};
