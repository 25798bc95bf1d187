import { expect, it } from '@jest/globals';
import { EXTERNAL_SERVICES } from '@watchroom/contracts';
import { isSessionId } from '@watchroom/contracts';
import { meetingSessionId } from './meeting-session-id';

it('is a version 5 UUID that depends on service and meeting alone', () => {
  const ids = EXTERNAL_SERVICES.flatMap((service) =>
    ['m1', 'm2'].map((meeting) => meetingSessionId(service, meeting)),
  );
  expect(new Set(ids).size).toBe(6);
  for (const id of ids) {
    expect(isSessionId(id)).toBe(true);
    expect(id).toMatch(/^.{14}5.{4}[89ab]/);
  }
  expect(meetingSessionId('livekit', 'RM_nHPUfmxXrHry')).toBe(LIVEKIT_EXAMPLE);
});

/** As Python's uuid.uuid5 has it. */
const LIVEKIT_EXAMPLE = '4e677ba4-f757-550a-9c37-7c4559324349';
