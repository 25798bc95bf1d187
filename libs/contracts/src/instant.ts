import { ValidateBy, type ValidationOptions } from 'class-validator';

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** True for an RFC 3339 time with an offset on a day that exists; `Date` alone would turn 30 February into March. */
export function isInstant(value: unknown): value is string {
  const parts = typeof value === 'string' ? RFC_3339.exec(value) : null;
  if (parts === null || Number.isNaN(Date.parse(value as string))) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A time without an offset would mean another moment on every server. */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isInstant',
      validator: {
        validate: isInstant,
        defaultMessage: () =>
          '$property must be an RFC 3339 time with an offset, such as 2026-11-23T10:00:00Z',
      },
    },
    options,
  );
