import type { CategoryMetrics, EventPage, MonitoringEvent, News, NewsLine } from '@watchroom/contracts';
import { ago, someEvidence } from './metrics';

export const someEvent = (more: Partial<MonitoringEvent> = {}): MonitoringEvent => ({
  id: 'service_status:livekit',
  at: ago(720),
  kind: 'service_status',
  subject: 'livekit',
  from: 'operational',
  to: 'down',
  health: 'critical',
  sentence: 'LiveKit is down: it failed three times in a row.',
  href: '/admin/services/livekit',
  ...more,
});

export const someEvents = (events: MonitoringEvent[] = [], next: string | null = null): EventPage => ({
  from: ago(86_400),
  to: ago(0),
  events,
  next,
  as_of: new Date().toISOString(),
});

export const someLine = (more: Partial<NewsLine> = {}): NewsLine => ({
  kind: 'verdict',
  subject: 'livekit',
  health: 'critical',
  is_over: false,
  since: ago(720),
  until: null,
  sentence: 'LiveKit has trouble that it does not declare: call its support.',
  href: '/admin/services/livekit',
  ...more,
});

export const someNews = (lines: NewsLine[] = []): News => ({
  since: ago(7200),
  lines,
  as_of: '2026-11-23T12:00:00.000Z',
});

export const someCategory = (more: Partial<CategoryMetrics> = {}): CategoryMetrics => ({
  category: 'Anxiety',
  from: ago(86_400),
  to: ago(0),
  step_seconds: 3600,
  points: Array.from({ length: 24 }, (_, index) => ({
    start: ago((23 - index) * 3600),
    sessions: 2,
    filling: index === 23,
    quality: { excellent: 1, good: 1, fair: 0, poor: 0 },
  })),
  total_sessions: 48,
  sessions_with_quality: 48,
  connection_quality_distribution: { excellent: 50, good: 50, fair: 0, poor: 0 },
  evidence: { total_sessions: someEvidence(), connection_quality_distribution: someEvidence() },
  as_of: new Date().toISOString(),
  ...more,
});
