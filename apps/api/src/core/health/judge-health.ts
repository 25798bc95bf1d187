import type { HealthInput, SystemHealth } from '@watchroom/contracts';
import type { DatabaseOutage } from './database-outage';
import type { HealthFacts, HealthThresholds } from './health-facts';
import { type HeldVerdict, hold, JUDGEMENT_OVERDUE_MS } from './held-verdict';
import { plural } from './health-words';
import { healthOf, type InputState, severityOf, systemHealthOf } from './input-verdict';
import { judgeInputs } from './judge-inputs';

/** Verdicts as they are remembered. */
export interface StandingHealth {
  verdicts: HeldVerdict[];
  /** When they were last judged; null = never. */
  judgedAt: Date | null;
}

/** One change of a verdict. `from` null: never judged before. `to` null: no input any more. */
export interface HealthChange {
  at: Date;
  input: HealthInput | 'system';
  from: SystemHealth | null;
  to: SystemHealth | null;
  value: number | string | null;
  limit: number | string | null;
  detail: string;
}

interface JudgedHealth {
  verdicts: HeldVerdict[];
  changes: HealthChange[];
}

/**
 * One more judgement upon the standing ones. Null when that moment was judged already: a repeated or overtaken
 * judgement changes nothing. A moment further back than verdicts may be old is another replica's clock, and judged.
 */
export function judgeHealth(
  standing: StandingHealth,
  facts: HealthFacts,
  thresholds: HealthThresholds,
  now: Date,
): JudgedHealth | null {
  const aheadMs = standing.judgedAt === null ? -1 : standing.judgedAt.getTime() - now.getTime();
  if (aheadMs >= 0 && aheadMs <= JUDGEMENT_OVERDUE_MS) return null;
  const outage = untoldOutage(standing, facts.outages, now);
  const before = new Map(standing.verdicts.map((held) => [held.input, held]));
  const verdicts = judgeInputs(facts, thresholds, now).map((verdict) =>
    hold(before.get(verdict.input) ?? null, verdict, now),
  );
  return {
    verdicts,
    changes: [
      ...verdicts.flatMap((held) => changeOf(before.get(held.input) ?? null, held, now)),
      ...leavers(standing.verdicts, verdicts, now),
      ...(outage === null ? [] : changesOf(outage)),
      ...systemChanges(standing, verdicts, outage, now),
    ],
  };
}

function changeOf(before: HeldVerdict | null, held: HeldVerdict, at: Date): HealthChange[] {
  if (before?.state === held.state) return [];
  const { input, value, limit, detail } = held;
  const from = before === null ? null : healthOf(before.state);
  return [{ at, input, from, to: healthOf(held.state), value, limit, detail }];
}

const leavers = (before: HeldVerdict[], after: HeldVerdict[], at: Date): HealthChange[] =>
  before
    .filter(({ input }) => after.every((held) => held.input !== input))
    .map(({ input, state }) => ({
      at,
      input,
      from: healthOf(state),
      to: null,
      value: null,
      limit: null,
      detail: 'It is no input of system health any more.',
    }));

/** What ended after the last judgement: whoever judged since then has told of it. Between two judgements it is one. */
function untoldOutage(
  { judgedAt }: StandingHealth,
  outages: readonly DatabaseOutage[],
  now: Date,
): DatabaseOutage | null {
  const untold = outages.filter(({ until }) => judgedAt !== null && until > judgedAt && until <= now);
  const [first, last] = [untold[0], untold.at(-1)];
  if (judgedAt === null || first === undefined || last === undefined) return null;
  const since = first.since > judgedAt ? first.since : new Date(judgedAt.getTime() + 1);
  return { since, until: last.until };
}

const AWAY = 'The database did not answer, or took no writes.';

function changesOf({ since, until }: DatabaseOutage): HealthChange[] {
  const seconds = Math.max(1, Math.round((until.getTime() - since.getTime()) / 1000));
  const input = 'database' as const;
  const [value, limit] = ['unreachable', 'reachable'];
  return [
    { at: since, input, from: 'healthy', to: 'critical', value, limit, detail: AWAY },
    {
      at: until,
      input,
      from: 'critical',
      to: 'healthy',
      value: limit,
      limit,
      detail: `It was away for ${plural(seconds, 'second')}.`,
    },
  ];
}

/** The verdict on the whole, and the stretches before it in which the database was away or nobody judged. */
function systemChanges(
  { verdicts, judgedAt }: StandingHealth,
  after: HeldVerdict[],
  outage: DatabaseOutage | null,
  now: Date,
): HealthChange[] {
  const judged = { at: now, input: 'system' as const, to: healthOfAll(after), ...worstOf(after) };
  if (judgedAt === null) return [{ ...judged, from: null }];
  const overdueAt = new Date(judgedAt.getTime() + JUDGEMENT_OVERDUE_MS);
  const unjudged = { at: overdueAt, state: 'unknown' as const, value: null, detail: NOT_JUDGED };
  const stretches: Stretch[] = [
    ...(now > overdueAt ? [unjudged] : []),
    ...(outage === null
      ? []
      : [{ at: outage.since, state: 'critical' as const, value: 'database', detail: AWAY }]),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const states = verdicts.map(({ state }) => state);
  let from = systemHealthOf(states);
  const changes = stretches.map(({ at, state, value, detail }): HealthChange => {
    states.push(state);
    const before = from;
    from = systemHealthOf(states);
    return { at, input: 'system', from: before, to: from, value, limit: null, detail };
  });
  return [...changes, { ...judged, from }].filter((change) => change.from !== change.to);
}

const NOT_JUDGED = 'The state of the system was not judged any more.';

/** From when on the whole was as bad as this, whatever else was. */
interface Stretch {
  at: Date;
  state: InputState;
  value: string | null;
  detail: string;
}

/** What the whole is as bad as: the input and its sentence. */
function worstOf(verdicts: HeldVerdict[]): Pick<HealthChange, 'value' | 'limit' | 'detail'> {
  const [worst] = verdicts.toSorted((a, b) => severityOf(b.state) - severityOf(a.state));
  return worst === undefined || worst.state === 'fine'
    ? { value: null, limit: null, detail: 'Everything that was measured is fine.' }
    : { value: worst.input, limit: null, detail: worst.detail };
}

const healthOfAll = (verdicts: HeldVerdict[]): SystemHealth =>
  systemHealthOf(verdicts.map(({ state }) => state));
