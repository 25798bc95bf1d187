import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { MARK, type Mark } from '../../src/auth/marks';

export interface Route {
  method: string;
  /** As registered, with its parameters. */
  pattern: string;
}

export interface MarkedRoute extends Route {
  mark: Mark | undefined;
  handler: string;
}

/** Every route that Fastify is told of, whoever registers it; filled while the application starts. */
export function watchRoutes(adapter: FastifyAdapter): Route[] {
  const routes: Route[] = [];
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) routes.push({ method: name, pattern: url });
  });
  return routes;
}

/** Every handler of every controller with its mark. */
export function markedRoutes(app: NestFastifyApplication): MarkedRoute[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype, instance }) =>
    new MetadataScanner().getAllMethodNames(Object.getPrototypeOf(instance) as object).flatMap((name) => {
      const handler = (instance as Record<string, object>)[name] ?? {};
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined || typeof metatype !== 'function') return [];
      const mark = (Reflect.getMetadata(MARK, handler) ?? Reflect.getMetadata(MARK, metatype)) as
        Mark | undefined;
      return patternsOf(metatype, handler).map((pattern) => ({
        method: RequestMethod[method],
        pattern,
        mark,
        handler: `${metatype.name}.${name}`,
      }));
    }),
  );
}

function patternsOf(controller: object, handler: object): string[] {
  const read = (target: object) => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();
  const trimmed = (path: string) => path.replace(/^\/+|\/+$/g, '');
  return read(controller).flatMap((base) =>
    read(handler).map(
      (path) =>
        `/${[base, path]
          .map(trimmed)
          .filter((part) => part !== '')
          .join('/')}`,
    ),
  );
}

/** A root with a built page in it, so that the routes of the page are registered too. */
export function rootWithPage(): { root: string; files: string[] } {
  const root = mkdtempSync(join(tmpdir(), 'watchroom-page-'));
  const dist = join(root, 'apps/web/dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Watchroom</title>');
  writeFileSync(join(dist, 'assets/app.js'), 'export {};');
  return { root, files: ['/index.html', '/assets/app.js'] };
}

const PLAUSIBLE: Record<string, string> = { service: 'livekit', token: 'not-the-token' };
const ANY_ID = '0190a3f0-0000-7000-8000-00000000abcd';

/** An address that the pattern matches. */
export const addressOf = (pattern: string): string =>
  pattern
    .replace(/:([A-Za-z_]+)(\([^)]*\))?/g, (_, name: string) => PLAUSIBLE[name] ?? ANY_ID)
    .replaceAll('*', 'anything');
