import { replaceEqualDeep } from '@tanstack/react-query';
import { useState } from 'react';

/** Holds what was said last; equal values come out as one and the same, whoever asks in whatever order. */
class Keeper<T> {
  constructor(private last: T) {}

  readonly of = (value: T): T => (this.last = replaceEqualDeep(this.last, value) as T);
}

/** The value of before, wherever the new one says the same: what is drawn from it need not be drawn again. */
export function useKept<T>(value: T): T {
  const [keeper] = useState(() => new Keeper(value));
  return keeper.of(value);
}
