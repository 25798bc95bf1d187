import { expect, it } from '@jest/globals';
import { safeDestination } from './destination';

it.each([
  '/admin/dashboard',
  '/admin/dashboard?wall=1#errors',
  '/admin/requests/api?from=2026-11-23T12:00:00Z',
  '/admin/events?to=/admin/login',
])('goes to %s', (wanted) => expect(safeDestination(wanted)).toBe(wanted));

it.each([
  undefined,
  42,
  '',
  'https://evil.example/admin/',
  '//evil.example/admin/',
  '/admin//evil.example',
  '/admin/\\evil.example',
  'javascript:alert(1)',
  '/admin/login',
  '/admin/login?to=/admin/login',
  '/admin/dash board',
  '/admin/dashboard\nx',
  '/administration/',
])('does not go to %s', (wanted) => expect(safeDestination(wanted)).toBe('/admin/dashboard'));
