import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SERVICE_EVENT_KINDS } from '../core/webhooks/service-event';
import { RECEIVED, SOME_SEAL } from './testing/some-receipt';
import type { JsonObject } from './json-object';
import { VendorWebhooks } from './vendor-webhooks';

const { of } = new VendorWebhooks({
  webhooks: { dailySecrets: [], livekitKeys: [], beyondPresenceTokens: [] },
});

const TYPES = [
  'meeting.started',
  'meeting.ended',
  'participant.joined',
  'participant.left',
  'recording.error',
  'room_started',
  'room_finished',
  'participant_left',
  'egress_ended',
  'agent_job_ended',
  'ingress_ended',
  'message',
  'call_ended',
  '__proto__',
];
const KEYS = [
  'type,event,event_type,id,payload,room,participant,message,call_id,call_data,createdAt,event_ts,start_ts,end_ts',
  'joined_at,duration,session_id,meeting_id,name,sid,metadata,identity,kind,disconnectReason,networkQualityState',
  'egressInfo,ingressInfo,job,state,error,status,sent_at,endedAt,permissions,hasPresence,user_id,__proto__',
]
  .join()
  .split(',');
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...TYPES),
    fc.jsonValue({ maxDepth: 1 }),
    fc.double(),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 12 }),
}));

it.each(Object.entries(of))(
  '%s: whatever is told, an event holds only what has a place in it',
  (_, webhook) => {
    fc.assert(
      fc.property(anything.object, fc.constantFrom(...TYPES), (object, type) => {
        const told = { ...(object as JsonObject), type, event: type, event_type: type };
        const receipt = { receivedAt: RECEIVED, body: Buffer.from('x'), seal: SOME_SEAL };
        for (const event of webhook.toEvents(told, receipt)) {
          expect(SERVICE_EVENT_KINDS).toContain(event.kind);
          expect(Number.isNaN(event.at.getTime())).toBe(false);
          for (const id of [event.id, event.meeting, event.room, event.participant])
            if (id !== null) expect(id).toMatch(/^[\w-]{1,64}$/);
        }
      }),
      { numRuns: 2_000 },
    );
  },
);
