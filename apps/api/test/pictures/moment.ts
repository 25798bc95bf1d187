import { createHash } from 'node:crypto';

/** The moment that every picture shows: a Monday afternoon. */
export const NOW_MS = Date.parse('2026-11-23T14:35:20Z');

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const iso = (ms: number): string => new Date(ms).toISOString();
export const ago = (seconds: number): string => iso(NOW_MS - seconds * SECOND_MS);

/** Of the day of the pictures: `today('09:12')`. */
export const today = (clock: string): string => iso(Date.parse(`2026-11-23T${clock}Z`));
export const yesterday = (clock: string): string => iso(Date.parse(`2026-11-22T${clock}Z`));

/** A number in [-1, 1) that is the same whenever it is asked for by the same names. */
export const unrest = (...names: (string | number)[]): number =>
  createHash('sha256').update(names.join('/')).digest().readUInt32LE(0) / 2 ** 31 - 1;
