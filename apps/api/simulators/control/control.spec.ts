import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { type Acts, IncidentDirector } from '../incidents/incident-director';
import { INCIDENT_NAMES, type IncidentOverview } from '../incidents/incident-kinds';
import { readControlFile, removeControlFile, writeControlFile } from './control-file';
import { createControlServer } from './control-server';
import { readWish, spokenOverview, spokenStart, usage } from './demo-command';

describe('control server', () => {
  const authorization = 'Bearer right';
  let server: FastifyInstance;
  let director: IncidentDirector;

  beforeEach(() => {
    const acts = Object.fromEntries(INCIDENT_NAMES.map((name) => [name, () => () => {}])) as unknown as Acts;
    director = new IncidentDirector(acts, () => {});
    server = createControlServer(director, 'right');
  });
  afterEach(async () => {
    director.endAll();
    await server.close();
  });

  const post = (payload: object, headers: Record<string, string> = { authorization }) =>
    server.inject({ method: 'POST', url: '/incidents', headers, payload });

  it.each([
    {},
    { authorization: 'Bearer wrong' },
    { authorization: 'right' },
    { authorization: 'Bearer right2' },
  ])('refuses %j at every door', async (headers) => {
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      const answer = await server.inject({
        method,
        url: '/incidents',
        headers,
        payload: { name: 'slow-api' },
      });
      expect(answer.statusCode).toBe(401);
    }
    expect(director.isQuiet).toBe(true);
  });

  it('begins, lists and ends', async () => {
    const begun = (await post({ name: 'livekit-down', seconds: 120 })).json<IncidentOverview>();
    expect(begun.playing.map(({ name }) => name)).toEqual(['livekit-down']);
    const [playing] = begun.playing;
    expect(Date.parse(playing!.ends_at) - Date.parse(playing!.started_at)).toBe(120_000);
    const listed = await server.inject({ url: '/incidents', headers: { authorization } });
    expect(listed.json()).toEqual(begun);
    expect(begun.incidents.map(({ name }) => name)).toEqual(INCIDENT_NAMES);
    const ended = await server.inject({ method: 'DELETE', url: '/incidents', headers: { authorization } });
    expect(ended.json<IncidentOverview>().playing).toEqual([]);
  });

  it.each([
    [{ name: 'meteor' }, 'name must be one of'],
    [{ name: 'constructor' }, 'name must be one of'],
    [{}, 'name must be one of'],
    [{ name: 'slow-api', seconds: 0 }, 'slow-api can last from 1 to 3600 seconds.'],
    [{ name: 'slow-api', seconds: '60' }, 'slow-api can last from 1 to 3600 seconds.'],
    [{ name: 'pool-exhausted', seconds: 121 }, 'pool-exhausted can last from 1 to 120 seconds.'],
  ])('refuses %j and says why', async (payload, detail) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ detail: string }>().detail).toContain(detail);
    expect(director.isQuiet).toBe(true);
  });
});

describe('control file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'demo-'));
    path = join(folder, 'made', 'demo-control.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is for its owner only, even over an older open one', () => {
    writeControlFile(path, { url: 'http://127.0.0.1:1', token: 'a' });
    writeFileSync(`${path}.new`, '', { mode: 0o644 });
    writeControlFile(path, { url: 'http://127.0.0.1:2', token: 'b' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readControlFile(path)).toEqual({ url: 'http://127.0.0.1:2', token: 'b' });
  });

  it('is removed by its own demo only', () => {
    const mine = { url: 'http://127.0.0.1:1', token: 'mine' };
    writeControlFile(path, mine);
    removeControlFile(path, { ...mine, token: 'other' });
    expect(readControlFile(path)).toEqual(mine);
    removeControlFile(path, mine);
    expect(readControlFile(path)).toBeNull();
  });

  it('reads as none when it is broken', () => {
    writeControlFile(path, { url: 'http://127.0.0.1:1', token: 'a' });
    for (const broken of ['', '{', '{"url":1}', 'null']) {
      writeFileSync(path, broken);
      expect(readControlFile(path)).toBeNull();
    }
  });
});

describe('demo command', () => {
  it('understands what its usage says', () => {
    expect(readWish(['list'])).toEqual({ kind: 'list' });
    expect(readWish(['end'])).toEqual({ kind: 'end' });
    expect(readWish(['incident', 'livekit-down', '--for', '2m'])).toEqual({
      kind: 'incident',
      name: 'livekit-down',
      seconds: 120,
    });
    expect(readWish(['incident', 'error-burst'])).toMatchObject({ kind: 'incident', seconds: 60 });
  });

  it.each([
    [[], 'What shall the demo do?'],
    [['incident'], 'Which incident?'],
    [['incident', 'meteor'], 'There is no incident "meteor".'],
    [['incident', 'slow-api', '--for', 'ever'], '--for takes a duration'],
    [['incident', 'pool-exhausted', '--for', '1h'], 'pool-exhausted can last 2 minutes at most.'],
    [['incident', 'slow-api', 'now'], '"now" is one word too many.'],
    [['list', '--fro', '2m'], '--fro'],
    [['dance'], '"dance" is not known.'],
  ])('does not guess at %j', (args, detail) => {
    const wish = readWish(args);
    expect(wish.kind).toBe('misunderstood');
    expect(wish).toMatchObject({ detail: expect.stringContaining(detail) });
  });

  it('names every incident in its usage', () => {
    for (const name of INCIDENT_NAMES) expect(usage()).toContain(`  ${name} `);
  });

  it('says what plays and until when', () => {
    const ends = new Date(2026, 10, 23, 10, 42, 10).toISOString();
    const overview = {
      incidents: [],
      playing: [{ name: 'livekit-down' as const, started_at: ends, ends_at: ends }],
    };
    expect(spokenStart('livekit-down', 120, overview)).toBe('LiveKit is down for 2 minutes; ends 10:42:10');
    expect(spokenOverview(overview)).toBe('LiveKit is down (livekit-down); ends 10:42:10');
    expect(spokenOverview({ incidents: [], playing: [] })).toBe('No incident plays.');
  });
});
