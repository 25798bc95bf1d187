import type { ManagedCall } from '../sessions/managed-calls';
import type { VendorEvent } from './vendor-event';

const SAID_EVERY_MS = 90_000;
const AGENT = 'agent_stand_in';

/** What Beyond Presence tells of a managed call: each thing that is said, and the end. Nothing of it is real. */
export function managedCallEventsOf({ id, startMs, endMs }: ManagedCall): VendorEvent[] {
  const events: VendorEvent[] = [];
  for (let atMs = startMs; atMs < endMs; atMs += SAID_EVERY_MS)
    events.push(
      event(atMs, {
        event_type: 'message',
        call_id: id,
        message: { sender: 'user', message: 'Simulated.', sent_at: new Date(atMs).toISOString() },
        call_data: { agentId: AGENT },
      }),
    );
  const ended = {
    event_type: 'call_ended',
    call_id: id,
    evaluation: { duration_minutes: (endMs - startMs) / 60_000, messages_count: events.length },
    messages: [],
    call_data: {
      agentId: AGENT,
      startedAt: new Date(startMs).toISOString(),
      endedAt: new Date(endMs).toISOString(),
    },
  };
  return [...events, event(endMs, ended)];
}

const event = (atMs: number, body: object): VendorEvent => ({ vendor: 'beyond_presence', atMs, body });
