import { describe, expect, it } from '@jest/globals';
import type { SessionReportDto } from '@watchroom/contracts/dto';
import { readReport } from './session-report';
import { mergeReports } from './session-state';

const ID = '0D6F0F4E-2F56-4A4E-9C39-9A4B8D2F0001';
const NOW = new Date('2026-01-01T10:00:00Z');
const dto = (changes: Partial<SessionReportDto> = {}): SessionReportDto => ({
  counselor_category: 'Anxiety',
  start_time: '2026-01-01T09:00:00Z',
  ...changes,
});
const read = (changes: Partial<SessionReportDto>, secondsLater = 0) => {
  const result = readReport(ID, dto(changes), new Date(NOW.getTime() + secondsLater * 1000));
  if ('faults' in result) throw new Error(result.faults.map((fault) => fault.detail).join());
  return result.report;
};
const faultyFields = (changes: Partial<SessionReportDto>) => {
  const result = readReport(ID, dto(changes), NOW);
  return 'faults' in result ? result.faults.map((fault) => fault.field) : [];
};

describe('reading a report', () => {
  it('takes the same session for an id in any case', () => expect(read({}).sessionId).toBe(ID.toLowerCase()));

  it('takes times with offsets as the moments they name', () =>
    expect(read({ start_time: '2026-01-01T10:30:00+01:00' }).startTime).toEqual(
      new Date('2026-01-01T09:30:00Z'),
    ));

  it('takes a time up to five minutes ahead as now, and refuses a later one', () => {
    expect(read({ last_seen_at: '2026-01-01T10:05:00Z' }).lastSeenAt).toEqual(NOW);
    expect(faultyFields({ last_seen_at: '2026-01-01T10:05:00.001Z' })).toEqual(['last_seen_at']);
  });

  it('keeps what a reporter ahead of us told, so that a later repeat of an older report does not win', () => {
    const quality = (word: 'good' | 'poor', reported_at: string) =>
      ({ quality_metrics: { connection_quality_average: word, reported_at } }) as const;
    const older = { counselor_category: 'Grief', last_seen_at: '2026-01-01T10:03:00Z' };
    const newer = { counselor_category: 'Anxiety', last_seen_at: '2026-01-01T10:04:00Z' };
    const heard = [
      read({ ...older, ...quality('poor', older.last_seen_at) }),
      read({ ...newer, ...quality('good', newer.last_seen_at) }, 10),
      read({ ...older, ...quality('poor', older.last_seen_at) }, 20),
      read({ ...newer, ...quality('good', newer.last_seen_at) }, 3_600),
    ];
    const heardAt = new Date(NOW.getTime() + 10_000);
    expect(mergeReports(heard)[0]).toMatchObject({
      category: { value: 'Anxiety' },
      lastSeenAt: heardAt,
      quality: { level: 'good', at: heardAt },
    });
    expect(mergeReports([...heard, ...heard].toReversed())).toEqual(mergeReports(heard));
  });

  it('clamps each time of a reporter ahead of us alike, and keeps the rest as told', () => {
    const ahead = '2026-01-01T10:04:00Z';
    const good = { connection_quality_average: 'good' as const, reported_at: ahead };
    const all = { start_time: ahead, end_time: ahead, last_seen_at: ahead, quality_metrics: good };
    const toldAt = new Date(ahead);
    expect(read(all)).toMatchObject({
      startTime: NOW,
      endTime: NOW,
      lastSeenAt: NOW,
      lastSeenToldAt: toldAt,
      quality: { at: NOW, toldAt },
      toldAt,
    });
    expect(Object.keys(read({}))).not.toContain('toldAt');
  });

  it('names every faulty time', () => {
    const quality_metrics = {
      connection_quality_average: 'good' as const,
      reported_at: '1999-12-31T23:59:59Z',
    };
    expect(faultyFields({ end_time: '2026-01-01T08:59:59Z', quality_metrics })).toEqual([
      'quality_metrics.reported_at',
      'end_time',
    ]);
    expect(faultyFields({ start_time: '2027-01-01T00:00:00Z' })).toEqual(['start_time']);
  });

  it('maps words of others, and takes "unknown" as no report', () => {
    const quality = (word: 'lost' | 'unknown' | 'good') =>
      read({ quality_metrics: { connection_quality_average: word } }).quality;
    expect(quality('lost')).toEqual({ level: 'poor', at: new Date('2026-01-01T09:00:00Z') });
    expect(quality('unknown')).toBeNull();
  });

  it('dates quality by its own time, else by last_seen_at, else by the start', () => {
    const last_seen_at = '2026-01-01T09:40:00Z';
    const good = { connection_quality_average: 'good' as const };
    const reported_at = '2026-01-01T09:20:00Z';
    expect(
      read({ last_seen_at, quality_metrics: { ...good, reported_at } }).quality?.at.toISOString(),
    ).toContain('09:20');
    expect(read({ last_seen_at, quality_metrics: good }).quality?.at.toISOString()).toContain('09:40');
    expect(read({ quality_metrics: good }).quality?.at.toISOString()).toContain('09:00');
  });

  it('maps the names of providers', () => {
    expect(read({ provider: 'daily' }).provider).toBe('daily_co');
    expect(read({ provider: null }).provider).toBeNull();
  });
});
