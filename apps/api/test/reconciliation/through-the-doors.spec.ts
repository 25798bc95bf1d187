import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { routes } from '@watchroom/contracts';
import { WebhookSessionFolder } from '../../src/features/reconciliation/webhook-session.folder';
import { LeaseLeadership } from '../../src/platform/lease/lease.leadership';
import { livekit, WebhookRoom } from '../webhooks/webhook-room';

let room: WebhookRoom;
beforeAll(async () => {
  room = await WebhookRoom.open();
  await room.api.app.get(LeaseLeadership, { strict: false }).renew();
});
afterAll(() => room.close());

const START = Math.floor(Date.now() / 1000) - 600;
const iso = (seconds: number) => new Date((START + seconds) * 1000);
/** Beside the application's own timer: one waits for the other. */
const fold = () =>
  room.api.app
    .get(LeaseLeadership, { strict: false })
    .fenced((manager) => room.api.app.get(WebhookSessionFolder, { strict: false }).fold(manager));

/** A life of a session as LiveKit tells it: joined, lost the connection, came back, ended. */
const webhooks = (session: string): object[] => {
  const told = (event: string, seconds: number, participant?: object) => ({
    event,
    id: `EV_${event}_${seconds}_${session}`,
    createdAt: String(START + seconds),
    room: { sid: `RM_${session}`, name: `academic-stress--${session}`, metadata: 'Jane Doe' },
    ...(participant && { participant }),
  });
  const person = (sid: string) => ({
    sid,
    identity: 'jane@school.example',
    name: 'Jane Doe',
    state: 'ACTIVE',
  });
  return [
    told('room_started', 10),
    told('participant_joined', 12, person('PA_1')),
    told('participant_left', 60, { ...person('PA_1'), disconnectReason: 'CONNECTION_TIMEOUT' }),
    told('participant_joined', 90, person('PA_2')),
    told('room_finished', 200),
  ];
};
const reports: object[] = [
  { counselor_category: 'Grief', start_time: iso(0), last_seen_at: iso(100) },
  {
    counselor_category: 'Grief',
    start_time: iso(0),
    last_seen_at: iso(190),
    quality_metrics: { connection_quality_average: 'fair' },
  },
];
const FOLD = 'fold';

async function put(session: string, report: object): Promise<void> {
  const { statusCode } = await room.api.app.inject({
    method: 'PUT',
    url: `${routes.ingestSessions}/${session}`,
    headers: { authorization: `Bearer ${room.api.ingestToken}` },
    payload: report,
  });
  expect(statusCode).toBe(204);
}

it('ends in the same row for any order and repetition of what is delivered and reported, at every moment', async () => {
  const acts = [0, 1, 2, 3, 4, 'first', 'second', FOLD, FOLD, FOLD] as const;
  const anyhow = fc.shuffledSubarray([...acts, ...acts], { minLength: acts.length * 2 });
  await fc.assert(
    fc.asyncProperty(anyhow, async (order) => {
      const session = randomUUID();
      const deliveries = webhooks(session);
      for (const act of order) {
        if (act === FOLD) await fold();
        else if (act === 'first') await put(session, reports[0]!);
        else if (act === 'second') await put(session, reports[1]!);
        else expect(await room.statusOf(livekit(deliveries[act]!))).toBe(200);
      }
      await fold();
      const rows = await room.query(
        `SELECT s.*, c.name AS category FROM sessions s JOIN counselor_categories c ON c.id = s.category_id
         WHERE session_id = '${session}'`,
      );
      expect(rows).toMatchObject([
        {
          start_time: iso(0),
          end_time: iso(200),
          last_seen_at: iso(200),
          quality: 2,
          quality_at: iso(190),
          provider: 'livekit',
          category: 'Academic stress',
        },
      ]);
    }),
    { numRuns: 25 },
  );
  const told = await room.query(`SELECT (SELECT json_agg(h)::text FROM heard_sessions h) AS heard`);
  expect(JSON.stringify(told)).not.toMatch(/jane/i);
  expect(JSON.stringify(told)).toContain('CONNECTION_TIMEOUT');
});
