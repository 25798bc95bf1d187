import { describe, expect, it } from '@jest/globals';
import type { NewsLine } from '@watchroom/contracts';
import { describeEvent } from './describe-event';
import { newsOf } from './news';
import type { RecordedEvent } from './recorded-event';
import { health, limit, NOW, status } from './testing/some-changes';
import { at, recorded } from './testing/some-events';

describe('news', () => {
  const news = (...events: Partial<RecordedEvent>[]) =>
    newsOf(
      events.map((one) => describeEvent(recorded(one))),
      NOW,
    );
  const told = (lines: NewsLine[]) => lines.map(({ sentence }) => sentence);
  it('is none of what was fine all the time', () =>
    expect(news(health(0, null, 'healthy'), status(1, null, 'operational'))).toEqual([]));

  it('tells what goes on, since when, and whom to call', () =>
    expect(
      news(
        status(3, 'operational', 'down'),
        { at: at(4), kind: 'verdict', subject: 'daily_co', from: 'agreed_fine', to: 'undeclared_trouble' },
        health(5, 'healthy', 'degraded'),
      ),
    ).toEqual([
      {
        kind: 'verdict',
        subject: 'daily_co',
        health: 'critical',
        is_over: false,
        since: at(4).toISOString(),
        until: null,
        sentence: 'Daily.co has trouble that it does not declare: call its support.',
        href: '/admin/services/daily_co',
      },
    ]));

  it('puts what goes on before what is over, and the worst first', () => {
    const lines = news(
      status(0, 'operational', 'down'),
      status(18, 'down', 'operational'),
      limit(20, 'healthy', 'degraded'),
      limit(30, 'degraded', 'critical'),
      { at: at(40), kind: 'pool', subject: 'database_pool', from: 'healthy', to: 'degraded', told: {} },
    );
    expect(told(lines)).toEqual([
      'Error rate is above its critical limit: 7 % failed.',
      'Database pool is under strain.',
      'Daily.co was down for 18 minutes, and is fine again.',
    ]);
    expect(lines.map((line) => [line.since, line.until])).toEqual([
      [at(20).toISOString(), null],
      [at(40).toISOString(), null],
      [at(0).toISOString(), at(18).toISOString()],
    ]);
  });

  it('adds up what came again', () =>
    expect(
      told(
        news(
          status(0, 'operational', 'down'),
          status(5, 'down', 'operational'),
          status(60, 'operational', 'down'),
          status(70, 'down', 'operational'),
        ),
      ),
    ).toEqual(['Daily.co was down twice, for 15 minutes in all, and is fine again.']));

  it('counts how often, from three on in figures', () => {
    const events = [0, 10, 20].flatMap((minute) => [
      status(minute, 'operational', 'down'),
      status(minute + 1, 'down', 'operational'),
    ]);
    expect(told(news(...events))).toEqual([
      'Daily.co was down 3 times, for 3 minutes in all, and is fine again.',
    ]);
  });

  it('is as bad as it was at its worst once it is over, and as bad as it is while it goes on', () => {
    const worse = [
      limit(0, 'healthy', 'degraded'),
      limit(5, 'degraded', 'critical'),
      limit(9, 'critical', 'degraded'),
    ];
    expect(news(...worse)).toMatchObject([
      { health: 'degraded', is_over: false, since: at(0).toISOString() },
    ]);
    expect(news(...worse, limit(12, 'degraded', 'healthy'))).toMatchObject([
      { health: 'critical', is_over: true, until: at(12).toISOString() },
    ]);
  });

  it('counts what is not known as less than what is bad', () => {
    const words = ['unknown', 'degraded', 'unknown', 'healthy'];
    const events = words.map((to, i) => limit(i, i === 0 ? 'healthy' : words[i - 1]!, to));
    expect(news(...events)).toMatchObject([{ health: 'degraded', is_over: true }]);
    const blind = {
      at: at(9),
      kind: 'pool' as const,
      subject: 'database_pool',
      from: 'healthy',
      to: 'unknown',
    };
    expect(news(blind, limit(0, 'healthy', 'degraded')).map(({ subject }) => subject)).toEqual([
      'error_rate',
      'database_pool',
    ]);
  });

  it('tells of the system that was worse than what else is over', () => {
    const kinds = (...events: Partial<RecordedEvent>[]) => news(...events).map(({ kind }) => kind);
    const [bad, worse] = [
      [limit(0, 'healthy', 'degraded'), limit(5, 'degraded', 'healthy')],
      [health(0, 'healthy', 'critical'), health(5, 'critical', 'healthy')],
    ];
    expect(kinds(...bad, ...worse)).toEqual(['health', 'limit']);
    expect(kinds(...bad, health(0, 'healthy', 'degraded'), health(5, 'degraded', 'healthy'))).toEqual([
      'limit',
    ]);
    expect(kinds(bad[0]!, worse[0]!)).toEqual(['limit']);
  });

  it('puts the newest first among equals', () => {
    const over = (subject: string, minute: number) => [
      { at: at(minute), kind: 'source' as const, subject, from: 'healthy', to: 'degraded', told: {} },
      { at: at(minute + 10), kind: 'source' as const, subject, from: 'degraded', to: 'healthy', told: {} },
    ];
    const subjects = (...events: Partial<RecordedEvent>[]) => news(...events).map(({ subject }) => subject);
    expect(subjects(...over('old', 0), ...over('new', 5))).toEqual(['new', 'old']);
    const long = [over('old', 0)[0]!, { ...over('old', 0)[1]!, at: at(30) }];
    expect(subjects(...long, ...over('new', 5))).toEqual(['old', 'new']);
    expect(subjects(over('old', 0)[0]!, over('new', 5)[0]!)).toEqual(['new', 'old']);
  });

  it('says that it was bad when the reader last looked, where it ended since', () =>
    expect(told(news(limit(9, 'critical', 'healthy')))).toEqual([
      'Error rate is fine again; it was above its critical limit when you last looked.',
    ]));

  it('tells of the system where nothing else says why', () =>
    expect(told(news(health(0, 'healthy', 'unknown'), health(10, 'unknown', 'healthy')))).toEqual([
      'System health was not known for 10 minutes, and is fine again.',
    ]));

  it('keeps two incidents of one vendor apart from its webhooks, and to six lines', () => {
    const incident = (minute: number, id: string, to: string) => ({
      at: at(minute),
      kind: 'vendor_incident' as const,
      id: `vendor_incident:livekit:${to}:${id}`,
      from: to === 'ended' ? 'begun' : null,
      to,
      told: { incident_kind: 'incident', title: id },
    });
    expect(
      told(
        news(incident(1, 'a', 'begun'), incident(2, 'a', 'ended'), incident(3, 'b', 'begun'), {
          at: at(5),
          kind: 'webhooks',
          id: 'silence:livekit',
          from: 'heard',
          to: 'silent',
          told: { hours: '24' },
        }),
      ),
    ).toEqual(['No webhook of LiveKit has come for 24 hours.', 'LiveKit declares the incident “b”.']);
    const subjects = Array.from({ length: 9 }, (_, i) => ({
      at: at(i),
      kind: 'source' as const,
      subject: `s${i}`,
      from: 'healthy',
      to: 'degraded',
      told: {},
    }));
    expect(news(...subjects)).toHaveLength(6);
  });

  it('says nothing of a moment in which nobody knew', () => {
    const known = health(0, null, 'unknown');
    const moment = { ...health(0, 'unknown', 'healthy'), at: new Date(at(0).getTime() + 4_000) };
    expect(news(known, moment)).toEqual([]);
    expect(news(known, { ...moment, at: at(0.99) })).toEqual([]);
    expect(news(known, { ...moment, at: at(1) })).toHaveLength(1);
  });

  it('is the same in whatever order the events come', () => {
    const events = [
      status(0, 'operational', 'down'),
      limit(3, 'healthy', 'critical'),
      status(9, 'down', 'operational'),
      health(1, 'healthy', 'critical'),
    ];
    expect(news(...events.toReversed())).toEqual(news(...events));
  });
});
