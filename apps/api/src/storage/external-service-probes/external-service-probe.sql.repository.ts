import { Injectable } from '@nestjs/common';
import type { ExternalServiceKey, ProbeLatency } from '@watchroom/contracts';
import type { EntityManager } from 'typeorm';
import type { JudgedProbe } from '../../core/uptime/state-seconds';
import { ExternalServiceProbeRepository } from './external-service-probe.repository';

/** Longer than any probe speaks: two of the longest intervals, and the longest wait that a vendor may ask for. */
const LONGEST_SPEECH = '3 hours';

interface LatencyRow extends Omit<ProbeLatency, 'start'> {
  start: Date;
}

@Injectable()
export class ExternalServiceProbeSqlRepository extends ExternalServiceProbeRepository {
  override judged(
    service: ExternalServiceKey,
    from: Date,
    to: Date,
    manager: EntityManager,
  ): Promise<JudgedProbe[]> {
    return manager.query<JudgedProbe[]>(
      `SELECT at, status, speaks_until AS "speaksUntil" FROM external_service_probes
       WHERE service = $1 AND at >= $2::timestamptz - interval '${LONGEST_SPEECH}' AND at < $3
         AND coalesce(speaks_until, 'infinity') > $2
       ORDER BY at`,
      [service, from, to],
    );
  }

  override async latency(
    service: ExternalServiceKey,
    since: Date,
    manager: EntityManager,
  ): Promise<ProbeLatency[]> {
    const rows = await manager.query<LatencyRow[]>(
      `SELECT date_bin('10 minutes', at, 'epoch') AS start,
         count(*) FILTER (WHERE outcome <> 'failed' AND latency_ms IS NOT NULL)::int AS answered,
         count(*) FILTER (WHERE outcome = 'failed' AND NOT offline)::int AS failed,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_ms) FILTER (WHERE outcome <> 'failed') AS p50_ms,
         max(latency_ms) FILTER (WHERE outcome <> 'failed') AS max_ms
       FROM external_service_probes WHERE service = $1 AND at >= $2 GROUP BY start ORDER BY start`,
      [service, since],
    );
    return rows.map((row) => ({ ...row, start: row.start.toISOString() }));
  }
}
