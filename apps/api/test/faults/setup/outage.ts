import { expect } from '@jest/globals';
import { routes } from '@watchroom/contracts';
import type { Admin } from '../../e2e/setup/admin';
import { eventually } from '../../e2e/setup/patience';
import type { Kept, Platform } from './platform';
import type { Replica } from './replica';
import type { Stage } from './stage';
import {
  expectAnsweredInTime,
  expectExactly,
  expectOldFigures,
  expectOnly,
  expectToldOutage,
  HEALS_WITHIN_MS,
  inputsOf,
  newestCurrent,
} from './verdicts';
import { READS, type Watcher } from './watcher';

/** A snapshot of the moment before may be sent for a second; finding out takes a sign-in check and a reading. */
const SEEN_WITHIN_MS = 6_000;
const ENOUGH = 20;

export interface Outage {
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
  /** Figures can still be read, though nothing new comes to them. */
  readsGoOn?: boolean;
}

interface Scene {
  stage: Stage;
  replica: Replica;
  admin: Admin;
  kept: Kept;
}

/**
 * Takes the database away under load, waits until that is seen, gives it back and waits until all is well: every answer
 * came in time, none was green meanwhile, all figures were marked as old, and what was acknowledged counts once.
 */
export async function suffer(outage: Outage, { stage, replica, admin, kept }: Scene): Promise<void> {
  const platform = stage.platform([replica]);
  const watcher = stage.watcher(replica, admin);
  const began = new Date();
  try {
    await story(outage, platform, watcher, replica);
  } finally {
    await Promise.all([platform.giveUp(), watcher.stop()]);
    kept.sessions += platform.kept.sessions;
    kept.requests += platform.kept.requests;
    kept.errors += platform.kept.errors;
  }

  expect(replica.isRunning).toBe(true);
  await expectExactly(kept, admin);
  await expectToldOutage(admin, began);
}

/** Ends when all is well again. */
async function story(outage: Outage, platform: Platform, watcher: Watcher, replica: Replica): Promise<void> {
  await eventually(() => expect(platform.acknowledged.length).toBeGreaterThan(ENOUGH));
  await eventually(() => {
    const before = newestCurrent(watcher, 0); // told once more while the database is away
    expect(before).toBeDefined();
    expect(inputsOf(before)).not.toContain('own_data');
  });

  await outage.begin();
  const awayAt = performance.now();
  const seenAt = await eventually(() => {
    expect(inputsOf(newestCurrent(watcher, awayAt))).toContain('database');
    return performance.now();
  });
  const sent = platform.answers.length;
  await eventually(() => expect(platform.answers.length).toBeGreaterThan(sent + 4));
  await eventually(() => expectTwoOfEach(watcher, seenAt));
  const backAt = performance.now();
  await outage.end();

  const before = platform.acknowledged.length;
  await eventually(() => {
    expect(platform.acknowledged.length).toBeGreaterThan(before + ENOUGH);
    const inputs = inputsOf(newestCurrent(watcher, backAt + 1_000)); // who gave up waiting stays a reason for 5 min
    expect([
      newestCurrent(watcher, backAt + 1_000)?.stale_since,
      ...inputs.filter((each) => each !== 'database_pool'),
    ]).toEqual([undefined]);
  }, HEALS_WITHIN_MS);
  await Promise.all([platform.stop(), watcher.stop()]);

  expectAnsweredInTime([...platform.answers, ...watcher.answers]);
  expectOnly([200, 204, 503], [...platform.answers, ...watcher.answers], replica.output);
  expect(seenAt - awayAt).toBeLessThan(SEEN_WITHIN_MS);
  const healths = watcher.currents(seenAt, backAt).map(({ system_health }) => system_health);
  expect(new Set(healths)).toEqual(new Set(['critical']));
  expectOldFigures(watcher, outage.readsGoOn ? [routes.currentMetrics] : READS, seenAt + 1_000, backAt);
}

/** From a second on: what is fresh for a second may still be told. */
function expectTwoOfEach(watcher: Watcher, seenAt: number): void {
  const heard = watcher.between(seenAt + 1_000, performance.now());
  const counts = watcher.paths.map((path) => heard.filter(({ what }) => what === path).length);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
}
