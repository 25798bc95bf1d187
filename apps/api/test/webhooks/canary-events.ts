/** Stands wherever a vendor may tell of a person. With characters that other encodings change. */
export const CANARY = 'Kanarienvogel Jane+Doe@schule.example';

const seconds = () => Date.now() / 1000 - 5;
const SESSION = '0c0d2dda-f21d-4cf9-ab56-86bf3c407ffa';

/** Types of events by the family of their payload, as Daily documents them, all of them. */
const DAILY: Record<string, () => object> = {
  'meeting.started|meeting.ended': () => ({
    start_ts: seconds(),
    end_ts: seconds(),
    meeting_id: SESSION,
    room: CANARY,
  }),
  'participant.joined|participant.left|waiting-participant.joined|waiting-participant.left': () => ({
    room: CANARY,
    user_id: CANARY,
    user_name: CANARY,
    session_id: SESSION,
    joined_at: seconds() - 9,
    duration: 4,
    networkQualityState: 'warning',
    permissions: { hasPresence: true, canReceive: { byUserId: { [CANARY]: true } } },
    user_data: CANARY,
  }),
  'recording.started|recording.ready-to-download|recording.error': () => ({
    action: CANARY,
    error_msg: CANARY,
    instance_id: CANARY,
    room_name: CANARY,
    s3_key: CANARY,
    timestamp: seconds(),
    started_by: CANARY,
  }),
  'streaming.started|streaming.updated|streaming.ended|streaming.error': () => ({
    instance_id: CANARY,
    error_message: CANARY,
    room_name: CANARY,
    layout: { session_layout: CANARY },
    endpoints: [{ url: CANARY }],
    timestamp: seconds(),
  }),
  'transcript.started|transcript.ready-to-download|transcript.error': () => ({
    status: CANARY,
    room_name: CANARY,
    mtg_session_id: CANARY,
    out_params: { s3: { key: CANARY } },
    error: CANARY,
  }),
  'dialin.ready|dialin.connected|dialin.error|dialin.stopped|dialin.warning': () => ({
    sip_uri: CANARY,
    from: CANARY,
    to: CANARY,
    room: CANARY,
    session_id: CANARY,
    error_msg: CANARY,
  }),
  'dialout.connected|dialout.answered|dialout.error|dialout.stopped|dialout.warning': () => ({
    phone_number: CANARY,
    display_name: CANARY,
    user_id: CANARY,
    session_id: CANARY,
    room: CANARY,
    error_msg: CANARY,
  }),
  'batch-processor.job-finished|batch-processor.error|calltransfer.triggered|calltransfer.initiated|calltransfer.answered|calltransfer.completed|unheard-of.event':
    () => ({ id: CANARY, input: { transcript: CANARY }, error: CANARY, room: CANARY, toEndPoint: CANARY }),
};

export function dailyCanaries(): object[] {
  return Object.entries(DAILY).flatMap(([types, payload]) =>
    types.split('|').map((type) => ({
      version: CANARY,
      type,
      id: `${type}-${CANARY}-1708972279961`, // a real one holds the user_id
      payload: payload(),
      event_ts: seconds(),
      [CANARY]: CANARY,
    })),
  );
}

const LIVEKIT_EVENTS =
  'room_started,room_finished,participant_joined,participant_left,participant_connection_aborted,track_published,track_unpublished,egress_started,egress_updated,egress_ended,ingress_started,ingress_ended,agent_job_started,agent_job_ended,unheard_of';

/** Every part in every event, though LiveKit would send only some. */
export function livekitCanaries(): object[] {
  const room = (metadata: string) => ({ sid: 'RM_1', name: CANARY, metadata, turnPassword: CANARY });
  const participant = {
    sid: 'PA_1',
    identity: CANARY,
    name: CANARY,
    metadata: CANARY,
    attributes: { [CANARY]: CANARY, email: CANARY },
    region: CANARY,
    kind: 'STANDARD',
    disconnectReason: CANARY,
  };
  const session = { session_id: '6f1c2a52-30a4-4c37-9f6b-4f3d6f0b8f10' };
  const metadata = [
    CANARY,
    JSON.stringify({ student: CANARY }),
    JSON.stringify({ ...session, counselor_category: CANARY, student: CANARY }),
    JSON.stringify({ ...session, counselor_category: 'Anxiety', [CANARY]: CANARY }),
    JSON.stringify({ session_id: CANARY, counselor_category: CANARY }),
  ];
  return LIVEKIT_EVENTS.split(',').flatMap((event) =>
    metadata.map((text, i) => ({
      event,
      id: `EV_${CANARY}_${event}_${i}`,
      createdAt: String(Math.floor(seconds())),
      room: room(text),
      participant,
      track: { sid: 'TR_1', name: CANARY, mimeType: CANARY, stream: CANARY },
      egressInfo: { egressId: CANARY, roomId: 'RM_1', roomName: CANARY, error: CANARY, details: CANARY },
      ingressInfo: {
        ingressId: CANARY,
        name: CANARY,
        streamKey: CANARY,
        roomName: CANARY,
        state: { error: CANARY },
      },
      job: {
        id: CANARY,
        agentName: CANARY,
        metadata: CANARY,
        attributes: { email: CANARY },
        room: room(text),
        participant,
        state: { status: 'JS_FAILED', error: CANARY, workerId: CANARY, participantIdentity: CANARY },
      },
    })),
  );
}

export function beyondPresenceCanaries(): object[] {
  const data = { userName: CANARY, agentId: CANARY, userEmail: CANARY };
  const said = { sender: CANARY, message: CANARY, sent_at: new Date(seconds() * 1000).toISOString() };
  return [
    { event_type: 'test', message: CANARY, timestamp: CANARY },
    { event_type: 'message', call_id: 'call_1', message: said, call_data: data, user_email: CANARY },
    { event_type: 'message', call_id: CANARY, message: { ...said, sent_at: CANARY }, call_data: data },
    {
      event_type: 'call_ended',
      call_id: 'call_1',
      evaluation: { topic: CANARY, user_sentiment: CANARY, duration_minutes: '5.5', messages_count: 12 },
      messages: [said, said],
      user_name: CANARY,
      user_email: CANARY,
      tags: { [CANARY]: CANARY },
      sentiment_disclaimer: CANARY,
    },
    { event_type: CANARY, call_id: CANARY },
  ];
}
