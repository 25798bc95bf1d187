import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ADMIN_COOKIE, CURRENT_EVENT, type ExternalServiceKey, routes } from '@watchroom/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createAdapter, equip } from '../../src/platform/http/fastify';
import { servePage } from '../../src/platform/http/single-page';
import { NOW_MS } from './moment';
import { Refusal, type Scene } from './scene';
import { type SceneName, SCENES } from './scenes';

@Module({})
class NoModule {}

type Ask = (scene: Scene, asked: FastifyRequest<{ Params: { name: string } }>) => unknown;

const ANSWERS: Record<string, Ask> = {
  [routes.me]: (scene) => scene.me(),
  [routes.currentMetrics]: (scene) => scene.current(),
  [routes.sessionMetrics]: (scene) => scene.sessions(),
  [routes.errorTrend]: (scene) => scene.errorTrend(),
  [`${routes.errorTrend}/:name`]: (scene, { params }) => scene.errorsInHour(params.name),
  [routes.databaseMetrics]: (scene) => scene.database(),
  [routes.externalServices]: (scene) => scene.externalServices(),
  [`${routes.externalServices}/:name`]: (scene, { params }) =>
    scene.externalService(params.name as ExternalServiceKey),
  [routes.services]: (scene) => scene.services(),
  [`${routes.services}/:name/routes`]: (scene) => scene.routes(),
  [routes.history]: (scene, { query }) => scene.history(new URLSearchParams(query as Record<string, string>)),
  [routes.events]: (scene) => scene.events(),
  [routes.since]: (scene) => scene.news(),
  [`${routes.categoryMetrics}/:name`]: (scene, { params }) => scene.category(params.name),
  [routes.installation]: (scene) => scene.installation(),
};

/** Always the same: a first run shows the address of Watchroom. */
const PORT = 43_817;

/**
 * The built page behind the product's own headers and policy, with answers that are always the same and a clock that
 * stands still. Whoever is signed in chooses the scene: its name is the token.
 */
export class Stage {
  private constructor(
    private readonly app: NestFastifyApplication,
    readonly url: string,
  ) {}

  static async open(root: string): Promise<Stage> {
    const app = await NestFactory.create<NestFastifyApplication>(NoModule, createAdapter(), {
      logger: ['error', 'fatal'],
      bodyParser: false,
    });
    await equip(app);
    const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    fastify.addHook('onSend', async (_asked, reply) => {
      void reply.header('date', new Date(NOW_MS).toUTCString());
    });
    // before the product's deadlines: a scene may leave a question without an answer
    for (const [path, ask] of Object.entries(ANSWERS))
      fastify.get<{ Params: { name: string } }>(
        path,
        { onRequest: (asked, reply) => answer(ask, asked, reply) },
        never,
      );
    fastify.get(routes.metricsStream, { onRequest: stream }, never);
    fastify.post(routes.since, (_asked, reply) => reply.status(204).send());
    await servePage(app, join(root, 'apps/web/dist'), false);
    await app.listen(PORT, '127.0.0.1');
    return new Stage(app, await app.getUrl());
  }

  async close(): Promise<void> {
    this.app.getHttpServer().closeAllConnections();
    await this.app.close();
  }
}

const never = () => {
  throw new Error('It was answered before.');
};

const sceneOf = ({ cookies }: FastifyRequest): Scene | undefined =>
  SCENES[cookies[ADMIN_COOKIE] as SceneName];

function answer(ask: Ask, asked: FastifyRequest<{ Params: { name: string } }>, reply: FastifyReply): void {
  const scene = sceneOf(asked);
  try {
    if (scene === undefined) throw new Refusal(401, 'Sign in first.');
    const told = ask(scene, asked);
    if (told instanceof Promise) reply.hijack();
    else void reply.send(told);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refuse(reply, error);
  }
}

const refuse = (reply: FastifyReply, { status, message }: Refusal) =>
  void reply
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ status, title: 'Refused', detail: message, instance: 'a-request' }));

/** One event, and then nothing changes. */
function stream(asked: FastifyRequest, reply: FastifyReply): void {
  const scene = sceneOf(asked);
  reply.hijack();
  try {
    if (scene === undefined) throw new Refusal(401, 'Sign in first.');
    const told = scene.current();
    if (told instanceof Promise) return;
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', date: new Date(NOW_MS).toUTCString() });
    reply.raw.write(`event: ${CURRENT_EVENT}\ndata: ${JSON.stringify(told)}\n\n`);
  } catch (error) {
    reply.raw.writeHead(error instanceof Refusal ? error.status : 500).end();
  }
}
