import type { ExternalServiceKey } from '@watchroom/contracts';
import { foldDay } from '../../../src/core/uptime/service-days';
import type { JudgedProbe } from '../../../src/core/uptime/state-seconds';
import type { ServiceDayRow } from '../../../src/storage/external-service-days/external-service-day.repository';
import { DAY_MS, MINUTE_MS } from '../../chance/rhythm';
import { type Judging, serviceFactsOf } from './past-ground';
import { type PastProbe, ProbeRounds } from './probe-rounds';
import { vendorTroubles } from './vendor-plot';
import { type Span, troubledSpans } from './watch-times';

/** Days of a past that is told probe by probe; the last one may not be over. */
export function daysOf(
  [fromMs, untilMs]: Span,
  probed: readonly PastProbe[],
  judging: Judging,
): ServiceDayRow[] {
  return judging.inUse.flatMap((service) => folded(service, probesOf(service, probed), [fromMs, untilMs]));
}

/** Whole days of a past that ends at `nowMs`: what is told of days whose probes are gone. */
export function bygoneDays([fromMs, untilMs]: Span, nowMs: number, judging: Judging): ServiceDayRow[] {
  const troubles = vendorTroubles(fromMs, untilMs, nowMs);
  const spans = troubledSpans([fromMs, untilMs], troubles);
  const rounds = new ProbeRounds(serviceFactsOf(judging), judging.inUse, troubles);
  for (const [startMs, endMs] of spans) rounds.askThrough(startMs, endMs);
  return judging.inUse.flatMap((service) => {
    const probes = [...probesOf(service, rounds.probed), ...calmOf(spans, [fromMs, untilMs])];
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

const probesOf = (service: ExternalServiceKey, probed: readonly PastProbe[]): JudgedProbe[] =>
  probed.filter((probe) => probe.service === service);

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
