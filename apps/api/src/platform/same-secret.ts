import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares two secrets in a time that tells nothing of where they differ, nor of their lengths. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** As `sameSecret`, for several that are valid at the same time; all are compared, whichever fits. */
export const isOneOf = (given: string, expected: readonly string[]): boolean =>
  expected.map((each) => sameSecret(given, each)).includes(true);

const digest = (text: string) => createHash('sha256').update(text).digest();
