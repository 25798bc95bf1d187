import type { ParticipantRole } from '../../core/webhooks/service-event';
import { wordOf } from '../json-object';

/**
 * ParticipantInfo.Kind of LiveKit's protocol, by word and by number: people come through a browser, an app or a
 * telephone line. A connector or a bridge brings in those of another system.
 */
export const PARTICIPANT_ROLES: Record<string, ParticipantRole> = {
  STANDARD: 'person',
  SIP: 'person',
  INGRESS: 'machine',
  EGRESS: 'machine',
  AGENT: 'machine',
  CONNECTOR: 'machine',
  BRIDGE: 'machine',
  0: 'person',
  1: 'machine',
  2: 'machine',
  3: 'person',
  4: 'machine',
};

/** Those values of DisconnectReason, by word and by number, that nobody in the room wanted. */
const BAD_REASONS: Record<string, string> = {
  SERVER_SHUTDOWN: 'SERVER_SHUTDOWN',
  STATE_MISMATCH: 'STATE_MISMATCH',
  JOIN_FAILURE: 'JOIN_FAILURE',
  SIP_TRUNK_FAILURE: 'SIP_TRUNK_FAILURE',
  CONNECTION_TIMEOUT: 'CONNECTION_TIMEOUT',
  MEDIA_FAILURE: 'MEDIA_FAILURE',
  AGENT_ERROR: 'AGENT_ERROR',
  3: 'SERVER_SHUTDOWN',
  6: 'STATE_MISMATCH',
  7: 'JOIN_FAILURE',
  13: 'SIP_TRUNK_FAILURE',
  14: 'CONNECTION_TIMEOUT',
  15: 'MEDIA_FAILURE',
  16: 'AGENT_ERROR',
};

export const badReason = (told: unknown): string | null =>
  typeof told === 'string' || typeof told === 'number' ? wordOf(BAD_REASONS, told) : null;
