import { HOUR_MS, hourOf } from '../../core/requests/minute';

/** Points are accepted for 48 hours; two more keep the point before a late one and the hour that it belongs to. */
const POINTS_MS = 50 * HOUR_MS;
const MINUTES_MS = 49 * HOUR_MS;
const HOURS_MS = 400 * 24 * HOUR_MS;

export const pointsKeptSince = (now: Date): Date => new Date(now.getTime() - POINTS_MS);

/** The hour from which on all minutes are there. */
export const minutesKeptSince = (now: Date): Date => new Date(hourOf(now.getTime() - MINUTES_MS));

export const hoursKeptSince = (now: Date): Date => new Date(hourOf(now.getTime() - HOURS_MS));
