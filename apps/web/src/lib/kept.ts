import { replaceEqualDeep } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/** The value of before, wherever the new one says the same: what is drawn from it need not be drawn again. */
export function useKept<T>(value: T): T {
  const last = useRef(value);
  const kept = replaceEqualDeep(last.current, value) as T;
  useEffect(() => {
    last.current = kept;
  }, [kept]);
  return kept;
}
