import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { busyness } from './rhythm';

describe('rhythm of the day', () => {
  it('never stops and never doubles', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0) }), (date) => {
        expect(busyness(date.getTime())).toBeGreaterThan(0.5);
        expect(busyness(date.getTime())).toBeLessThan(1.5);
      }),
    );
  });

  it('is busier in the evening than at night, and on a Monday than on a Sunday', () => {
    const at = (time: string) => busyness(Date.parse(time));
    expect(at('2026-11-23T17:00:00Z')).toBeGreaterThan(2 * at('2026-11-23T05:00:00Z'));
    expect(at('2026-11-23T17:00:00Z')).toBeGreaterThan(at('2026-11-22T17:00:00Z'));
  });
});
