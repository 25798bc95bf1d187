import { expect } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import protobuf from 'protobufjs/minimal.js';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { otlpBytes, resourceOf } from './otlp-bytes';
import { post } from './otlp-payload';
import { foldAll, telemetryApp } from './telemetry-app';

export interface Told {
  status: number;
  /** How many points were refused singly. */
  rejected: number;
  message: string;
}

/** A telemetry room to which hostile bodies are sent, and what became of them. */
export class HostileRoom {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
  ) {}

  static async open(): Promise<HostileRoom> {
    const database = await createTestDatabase();
    return new HostileRoom(await telemetryApp(database.url), database);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }

  async sendBytes(body: Buffer, more: Record<string, string> = {}): Promise<Told> {
    const answer = await post(this.app, body, { 'content-type': 'application/x-protobuf', ...more });
    expect(answer.headers['content-type']).toBe('application/x-protobuf');
    return { status: answer.statusCode, ...readAnswer(answer.rawPayload, answer.statusCode === 200) };
  }

  async sendJson(body: Buffer | string | object, more: Record<string, string> = {}): Promise<Told> {
    const answer = await post(this.app, body, { 'content-type': 'application/json', ...more });
    const told = answer.json<{ message?: string; partialSuccess?: Record<string, string> }>();
    return {
      status: answer.statusCode,
      rejected: Number(told.partialSuccess?.rejectedDataPoints ?? 0),
      message: told.partialSuccess?.errorMessage ?? told.message ?? '',
    };
  }

  async stored(): Promise<number> {
    const [row] = await this.database.dataSource.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM metric_points',
    );
    return row!.n;
  }

  /** The door is as open as before, and what came through it can be folded into minutes and hours. */
  async expectOpen(): Promise<void> {
    const before = await this.stored();
    const point = { atMs: Date.now(), explicit: { bounds: [1], counts: [1n, 0n] } };
    const body = otlpBytes({ resource: resourceOf('after'), points: [point] });
    expect(await this.sendBytes(body)).toEqual({ status: 200, rejected: 0, message: '' });
    expect(await this.stored()).toBe(before + 1);
    await foldAll(this.app, this.database);
    const { dataSource } = this.database;
    expect(
      await dataSource.query('SELECT count(*)::int AS n FROM metric_points WHERE damaged_at IS NOT NULL'),
    ).toEqual([{ n: 0 }]);
    expect(await dataSource.query('SELECT count(*)::int AS n FROM minute_marks')).toEqual([{ n: 0 }]);
  }
}

/** ExportMetricsServiceResponse or google.rpc.Status. */
function readAnswer(bytes: Buffer, isSuccess: boolean): { rejected: number; message: string } {
  const told = { rejected: 0, message: '' };
  const reader = protobuf.Reader.create(bytes);
  if (isSuccess && bytes.length > 0) {
    reader.uint32();
    reader.uint32();
  }
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 2) told.message = reader.string();
    else if (isSuccess) told.rejected = reader.uint32();
    else reader.uint32();
  }
  return told;
}
