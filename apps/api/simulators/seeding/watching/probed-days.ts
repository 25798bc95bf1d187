import type { ExternalServiceKey } from '@watchroom/contracts';
import type { ExternalServiceState } from '../../../src/core/external-services/external-service-state';
import { overdueAt } from '../../../src/core/external-services/judge-probes';
import type { ServiceFacts } from '../../../src/core/external-services/service-facts';
import { foldDay } from '../../../src/core/uptime/service-days';
import type { JudgedProbe } from '../../../src/core/uptime/state-seconds';
import type { ServiceDayRow } from '../../../src/storage/external-service-days/external-service-day.repository';
import { DAY_MS, MINUTE_MS } from '../../chance/rhythm';
import { type Judging, serviceFactsOf } from './past-ground';
import { ProbeRounds } from './probe-rounds';
import { vendorTroubles } from './vendor-plot';
import { type Span, troubledSpans } from './watch-times';

type Facts = Record<ExternalServiceKey, ServiceFacts>;

/** Days of a past that is told probe by probe; the last one may not be over. */
export function daysOf(
  [fromMs, untilMs]: Span,
  probed: readonly ExternalServiceState[],
  judging: Judging,
): ServiceDayRow[] {
  const facts = serviceFactsOf(judging);
  return judging.inUse.flatMap((service) =>
    folded(service, judgedOf(service, probed, facts), [fromMs, untilMs]),
  );
}

/** Whole days of a past that ends at `nowMs`: what is told of days whose probes are gone. */
export function bygoneDays([fromMs, untilMs]: Span, nowMs: number, judging: Judging): ServiceDayRow[] {
  const facts = serviceFactsOf(judging);
  const troubles = vendorTroubles(fromMs, untilMs, nowMs);
  const spans = troubledSpans([fromMs, untilMs], troubles);
  const rounds = new ProbeRounds(facts, judging.inUse, troubles);
  for (const [startMs, endMs] of spans) rounds.askThrough(startMs, endMs);
  return judging.inUse.flatMap((service) => {
    const probes = [...judgedOf(service, rounds.probed, facts), ...calmOf(spans, [fromMs, untilMs])];
    return folded(
      service,
      probes.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
      [fromMs, untilMs],
    );
  });
}

/** In calm stretches one word stands for the probes that would all have told it, until the next one answers. */
function calmOf(spans: readonly Span[], [fromMs, untilMs]: Span): JudgedProbe[] {
  const starts = [fromMs, ...spans.map(([, endMs]) => endMs)];
  const ends = [...spans.map(([startMs]) => startMs), untilMs];
  return starts.map((startMs, index) => ({
    at: new Date(startMs),
    status: 'operational',
    speaksUntil: new Date(ends[index]! + MINUTE_MS),
  }));
}

const judgedOf = (
  service: ExternalServiceKey,
  probed: readonly ExternalServiceState[],
  facts: Facts,
): JudgedProbe[] =>
  probed
    .filter(({ key }) => key === service)
    .map(({ status, history }) => {
      const newest = history.recent.at(-1)!;
      return { at: newest.at, status, speaksUntil: overdueAt(newest, history, facts[service]) };
    });

/** @param probes oldest first */
function folded(
  service: ExternalServiceKey,
  probes: readonly JudgedProbe[],
  [fromMs, untilMs]: Span,
): ServiceDayRow[] {
  const rows: ServiceDayRow[] = [];
  for (let dayMs = Math.floor(fromMs / DAY_MS) * DAY_MS; dayMs < untilMs; dayMs += DAY_MS) {
    const endMs = Math.min(dayMs + DAY_MS, untilMs);
    const first = probes.findLastIndex(({ at }) => at.getTime() <= dayMs);
    const own = probes.slice(Math.max(0, first)).filter(({ at }) => at.getTime() < endMs);
    rows.push({ service, ...foldDay(new Date(dayMs), own, new Date(endMs)) });
  }
  return rows;
}
