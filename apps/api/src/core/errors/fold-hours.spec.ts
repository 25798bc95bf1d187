import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldHours, type ServiceHour } from './fold-hours';

const minute = fc.record({
  minute: fc.integer({ min: 0, max: 200 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * 60_000)),
  service: fc.constantFrom('shop', 'chat'),
  requests: fc.nat(1000),
  errors: fc.nat(100),
  clientErrors: fc.nat(100),
});

const sorted = (hours: ServiceHour[]) =>
  hours.toSorted((a, b) => a.hour.getTime() - b.hour.getTime() || (a.service < b.service ? -1 : 1));

it('adds minutes up by UTC hour and service', () => {
  const at = (text: string) => new Date(`2026-01-01T${text}:00Z`);
  const counts = { requests: 10, errors: 2, clientErrors: 1 };
  expect(
    foldHours([
      { ...counts, minute: at('10:00'), service: 'shop' },
      { ...counts, minute: at('10:59'), service: 'shop' },
      { ...counts, minute: at('10:59'), service: 'shop' },
      { ...counts, minute: at('11:00'), service: 'shop' },
      { ...counts, minute: at('10:30'), service: 'chat', requests: 0 },
    ]),
  ).toEqual([
    { hour: at('10:00'), service: 'shop', requests: 30, errors: 6, clientErrors: 3, observedMinutes: 2 },
    { hour: at('11:00'), service: 'shop', ...counts, observedMinutes: 1 },
    { hour: at('10:00'), service: 'chat', ...counts, requests: 0, observedMinutes: 1 },
  ]);
});

it('gives the same rows in any order, and hour by hour as all at once', () => {
  fc.assert(
    fc.property(fc.array(minute, { maxLength: 60 }), fc.nat(), (minutes, seed) => {
      const expected = sorted(foldHours(minutes));
      const other = minutes.toSorted(
        (a, b) => ((a.requests * 31 + seed) % 17) - ((b.requests * 31 + seed) % 17),
      );
      expect(sorted(foldHours(other))).toEqual(expected);
      const byHour = expected
        .map(({ hour }) => hour.getTime())
        .filter((hour, i, all) => all.indexOf(hour) === i)
        .flatMap((hour) =>
          foldHours(
            minutes.filter(
              (each) => each.minute.getTime() - hour < 3_600_000 && each.minute.getTime() >= hour,
            ),
          ),
        );
      expect(sorted(byHour)).toEqual(expected);
    }),
  );
});
