import type { EventPage, MonitoringEvent, News } from '@watchroom/contracts';
import { ago, iso, NOW_MS, today, yesterday } from '../moment';

type Told = [at: string, more: Omit<MonitoringEvent, 'at' | 'id'>];

const LIVEKIT = { subject: 'livekit', href: '/admin/services/livekit' };
const ERRORS = { subject: 'error_rate', href: '/admin/dashboard#error-rate' };
const HEALTH = { subject: 'system', href: '/admin/dashboard#system-health' };

const EVENTS: Told[] = [
  [
    today('13:02:11'),
    {
      kind: 'vendor_incident',
      subject: 'daily_co',
      from: null,
      to: 'begun',
      health: 'degraded',
      sentence: 'Daily.co declares the maintenance “Recording storage is moved”.',
      href: '/admin/services/daily_co',
    },
  ],
  [
    today('11:41:05'),
    {
      kind: 'verdict',
      ...LIVEKIT,
      from: 'agreed_down',
      to: 'agreed_fine',
      health: 'healthy',
      sentence: 'LiveKit is fine by all who can tell.',
    },
  ],
  [
    today('11:40:31'),
    {
      kind: 'service_status',
      ...LIVEKIT,
      from: 'down',
      to: 'operational',
      health: 'healthy',
      sentence: 'LiveKit answers as it should.',
    },
  ],
  [
    today('11:11:02'),
    {
      kind: 'verdict',
      ...LIVEKIT,
      from: 'undeclared_trouble',
      to: 'agreed_down',
      health: 'critical',
      sentence: 'LiveKit has trouble that it declares and that is felt here: follow its status page.',
    },
  ],
  [
    today('11:10:31'),
    {
      kind: 'service_status',
      ...LIVEKIT,
      from: 'operational',
      to: 'down',
      health: 'critical',
      sentence: 'LiveKit is down: it failed three times in a row.',
    },
  ],
  [
    today('10:01:40'),
    {
      kind: 'limit',
      ...ERRORS,
      from: 'critical',
      to: 'healthy',
      health: 'healthy',
      sentence:
        'Error rate is under its limits again: 0.5 % of the requests of the last hour failed (219 of 43120); the limit is 2 %.',
    },
  ],
  [
    today('09:14:20'),
    {
      kind: 'limit',
      ...ERRORS,
      from: 'degraded',
      to: 'critical',
      health: 'critical',
      sentence: 'Error rate is critical: 5.2 % of the requests of the last hour failed; the limit is 5 %.',
    },
  ],
  [
    today('09:06:50'),
    {
      kind: 'health',
      ...HEALTH,
      from: 'healthy',
      to: 'degraded',
      health: 'degraded',
      sentence: 'System health is degraded: 2.3 % of the requests of the last hour failed.',
    },
  ],
  [
    today('05:00:02'),
    {
      kind: 'source',
      subject: 'counselling-api',
      from: 'silent',
      to: 'reporting',
      health: 'healthy',
      sentence: 'counselling-api reports its requests again.',
      href: '/admin/requests/counselling-api',
    },
  ],
  [
    yesterday('21:09:33'),
    {
      kind: 'limit',
      ...ERRORS,
      from: 'healthy',
      to: 'degraded',
      health: 'degraded',
      sentence:
        'Error rate is above its limit: 2.4 % of the requests of the last hour failed; the limit is 2 %.',
    },
  ],
];

export const events = (): EventPage => ({
  from: ago(86_400),
  to: iso(NOW_MS),
  events: EVENTS.map(([at, more]) => ({ id: `${more.kind}:${more.subject}`, at, ...more })),
  next: null,
  as_of: iso(NOW_MS - 900),
});

/** For somebody who was here in the morning. */
export const news = (): News => ({
  since: today('08:50:00'),
  lines: [
    {
      kind: 'vendor_incident',
      subject: 'daily_co',
      health: 'degraded',
      is_over: false,
      since: today('13:02:11'),
      until: null,
      sentence: 'Daily.co declares the maintenance “Recording storage is moved”.',
      href: '/admin/services/daily_co',
    },
    {
      kind: 'verdict',
      subject: 'livekit',
      health: 'critical',
      is_over: true,
      since: today('11:10:31'),
      until: today('11:41:05'),
      sentence: 'LiveKit had trouble that it declared and that was felt here; it is fine again.',
      href: '/admin/services/livekit',
    },
    {
      kind: 'limit',
      subject: 'error_rate',
      health: 'critical',
      is_over: true,
      since: today('09:06:50'),
      until: today('10:01:40'),
      sentence: 'The error rate was above its limits; it is fine again.',
      href: '/admin/dashboard#error-rate',
    },
  ],
  as_of: iso(NOW_MS - 900),
});

export const nothingNew = (): News => ({ since: ago(600), lines: [], as_of: iso(NOW_MS - 900) });
