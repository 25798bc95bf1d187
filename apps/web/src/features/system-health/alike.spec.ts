import { describe, expect, it } from '@jest/globals';
import type { HealthReason } from '@watchroom/contracts';
import { someReason } from '../../testing/metrics';
import { blind, down, errors } from '../../testing/reasons';
import { alike, namesOf, toldOf } from './alike';

const offline = (input: HealthReason['input'], more: Partial<HealthReason> = {}): HealthReason =>
  someReason({ input, state: 'unknown', value: 'we_are_offline', ...more });
const [livekit, daily, avatars] = [offline('livekit'), offline('daily_co'), offline('beyond_presence')];

describe('reasons that are alike', () => {
  const inputs = (...reasons: HealthReason[]) =>
    alike(reasons).map((group) => group.map(({ input }) => input));

  it('are services that nobody can tell of, all for one reason', () =>
    expect(inputs(livekit, daily, errors, avatars)).toEqual([
      ['livekit', 'daily_co', 'beyond_presence'],
      ['error_rate'],
    ]));

  it.each<[string, HealthReason]>([
    ['one that is down', { ...down, input: 'daily_co' }],
    ['another reason', offline('daily_co', { value: 'not_configured' })],
    ['another state before', offline('daily_co', { previous_state: 'critical' })],
    ['what is no service', { ...blind, value: 'we_are_offline' }],
  ])('are not those of %s', (_, other) =>
    expect(inputs(livekit, other)).toEqual([['livekit'], [other.input]]),
  );

  it('are not the same input twice', () => expect(inputs(blind, errors)).toHaveLength(2));
});

it('names services in the order that they have everywhere', () => {
  expect(namesOf([livekit, avatars, daily])).toBe('Daily.co, LiveKit and Beyond Presence');
  expect(namesOf([errors])).toBe('Error rate');
});

it('tells once what is the same of all but for the name', () =>
  expect(
    toldOf(
      [
        offline('livekit', { detail: 'Nothing can be reached, LiveKit included.' }),
        offline('daily_co', { detail: 'Nothing can be reached, Daily.co included.' }),
      ],
      ({ detail }) => detail,
    ),
  ).toBe('Nothing can be reached, Daily.co and LiveKit included.'));

it('tells one after the other what is not', () =>
  expect(
    toldOf(
      [
        offline('livekit', { detail: 'LiveKit is not configured: set LIVEKIT_URL.' }),
        offline('daily_co', { detail: 'Daily.co is not configured: set DAILY_API_KEY.' }),
      ],
      ({ detail }) => detail,
    ),
  ).toBe('LiveKit is not configured: set LIVEKIT_URL. Daily.co is not configured: set DAILY_API_KEY.'));
