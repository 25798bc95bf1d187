import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../chance/rhythm';
import { CoveredMinutes } from './covered-minutes';

const NOW = Date.parse('2026-11-23T12:00:30Z');
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  path = join(folder, 'minutes.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('covered minutes', () => {
  it('misses all that Watchroom takes at first, from a full hour up to the minute that is not over', () => {
    const missing = new CoveredMinutes(path).missing(NOW);
    expect(missing[0]).toBe(Date.parse('2026-11-21T13:00:00Z'));
    expect(missing).toHaveLength(47 * 60);
    expect(missing.at(-1)).toBe(Date.parse('2026-11-23T11:59:00Z'));
  });

  it('remembers over a restart, and misses only the time between', () => {
    const first = new CoveredMinutes(path);
    for (const minute of first.missing(NOW)) first.add(minute);
    first.add(NOW, NOW + HOUR_MS);
    first.save(NOW + HOUR_MS);

    const missing = new CoveredMinutes(path).missing(NOW + 3 * HOUR_MS);
    expect(missing[0]).toBe(Date.parse('2026-11-23T13:01:00Z'));
    expect(missing).toHaveLength(119);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('never names a minute twice, whatever was played in whatever order', () => {
    const span = fc.tuple(fc.nat(DAY_MS), fc.nat(2 * HOUR_MS));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        rmSync(path, { force: true });
        const covered = new CoveredMinutes(path);
        const minutes = new Set<number>();
        for (const [ago, length] of spans) {
          covered.add(NOW - ago, NOW - ago + length);
          for (let at = NOW - ago; at <= NOW - ago + length; at += MINUTE_MS / 2)
            minutes.add(Math.floor(at / MINUTE_MS));
        }
        const missing = new Set(covered.missing(NOW).map((minute) => minute / MINUTE_MS));
        for (const minute of minutes) expect(missing.has(minute)).toBe(false);
        covered.save(NOW);
        expect(new CoveredMinutes(path).missing(NOW)).toEqual(covered.missing(NOW));
      }),
      { numRuns: 50 },
    );
  });

  it('forgets what is too old and starts anew with a broken file', () => {
    const covered = new CoveredMinutes(path);
    covered.add(NOW - 4 * DAY_MS, NOW - 3 * DAY_MS);
    covered.save(NOW);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ covered: [] });
    for (const broken of ['{', '{"covered":[[1],"x",[null,2]]}', '[]']) {
      writeFileSync(path, broken);
      expect(new CoveredMinutes(path).missing(NOW)).toHaveLength(47 * 60);
    }
  });
});
