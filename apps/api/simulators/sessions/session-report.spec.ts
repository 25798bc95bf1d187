import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { SessionReportDto } from '@watchroom/contracts/dto';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { DAY_MS } from '../chance/rhythm';
import { ndjsonBodies, reportOf, type SessionLine } from './session-report';
import { sessionsWithin } from './simulated-session';

const NOW = Date.parse('2026-11-23T10:30:00Z');
const faultsOf = ({ session_id: id, ...report }: SessionLine) =>
  validateSync(plainToInstance(SessionReportDto, id && report), {
    whitelist: true,
    forbidNonWhitelisted: true,
  });

describe('session reports', () => {
  it('are what the contract of the ingest door allows', () => {
    for (const session of sessionsWithin(NOW - DAY_MS, NOW)) {
      expect(faultsOf(reportOf(session, NOW))).toEqual([]);
      expect(faultsOf(reportOf(session, NOW, 'lost'))).toEqual([]);
    }
  });

  it('carry an end only once it has come, and never a time beyond it', () => {
    for (const session of sessionsWithin(NOW - DAY_MS, NOW)) {
      const report = reportOf(session, NOW);
      expect(report.end_time === undefined).toBe(session.endMs > NOW);
      expect(Date.parse(report.last_seen_at!)).toBe(Math.min(NOW, session.endMs));
    }
  });

  it('let incidents speak instead of the usual quality', () => {
    const [session] = sessionsWithin(NOW - DAY_MS, NOW);
    expect(reportOf(session!, NOW, 'poor').quality_metrics?.connection_quality_average).toBe('poor');
  });

  it('are packed into bodies within the limits, without losing or changing a line', () => {
    const lines = [...sessionsWithin(NOW - 30 * DAY_MS, NOW)].map((session) => reportOf(session, NOW));
    const bodies = [...ndjsonBodies(lines)];
    expect(bodies.length).toBeGreaterThan(2);
    for (const body of bodies) {
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(300 * 1024);
      expect(body.split('\n').length - 1).toBeLessThanOrEqual(5_000);
    }
    expect(bodies.join('') === lines.map((line) => `${JSON.stringify(line)}\n`).join('')).toBe(true);
    expect([...ndjsonBodies([])]).toEqual([]);
  });
});
