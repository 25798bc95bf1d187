import type { HealthInput, SystemHealth } from '@watchroom/contracts';
import type { HealthFacts, HealthThresholds } from './health-facts';
import { type HeldVerdict, hold, JUDGEMENT_OVERDUE_MS } from './held-verdict';
import { healthOf, severityOf, systemHealthOf } from './input-verdict';
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

export interface JudgedHealth {
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
  const before = new Map(standing.verdicts.map((held) => [held.input, held]));
  const verdicts = judgeInputs(facts, thresholds, now).map((verdict) =>
    hold(before.get(verdict.input) ?? null, verdict, now),
  );
  return {
    verdicts,
    changes: [
      ...verdicts.flatMap((held) => changeOf(before.get(held.input) ?? null, held, now)),
      ...leavers(standing.verdicts, verdicts, now),
      ...systemChanges(standing, verdicts, now),
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

/** The verdict on the whole, and the stretch before it in which nobody judged. */
function systemChanges(
  { verdicts, judgedAt }: StandingHealth,
  after: HeldVerdict[],
  now: Date,
): HealthChange[] {
  const judged = { at: now, to: healthOfAll(after), ...worstOf(after) };
  if (judgedAt === null) return [{ ...judged, input: 'system', from: null }];
  const before = healthOfAll(verdicts);
  const overdueAt = new Date(judgedAt.getTime() + JUDGEMENT_OVERDUE_MS);
  const unjudged =
    now > overdueAt ? systemHealthOf([...verdicts.map(({ state }) => state), 'unknown']) : before;
  const gap: HealthChange = {
    at: overdueAt,
    input: 'system',
    from: before,
    to: unjudged,
    value: null,
    limit: null,
    detail: 'The state of the system was not judged any more.',
  };
  const current: HealthChange = { ...judged, input: 'system', from: unjudged };
  return [gap, current].filter(({ from, to }) => from !== to);
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
