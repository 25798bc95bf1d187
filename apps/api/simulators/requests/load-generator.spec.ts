import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../chance/seeded-random';
import { LoadGenerator } from './load-generator';

let server: Server;
let status: number;
let arrived: string[];
let underway: number;
let most: number;
let answering: boolean;
let load: LoadGenerator;
let running: Promise<void>;

beforeEach(async () => {
  [status, arrived, underway, most, answering] = [200, [], 0, 0, true];
  server = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    most = Math.max(most, ++underway);
    response.once('close', () => underway--);
    if (answering) response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  load = new LoadGenerator(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seededRandom('load'),
    400,
  );
  running = load.run();
});
afterEach(async () => {
  load.stop();
  await running;
  server.closeAllConnections();
  server.close();
});

const arrivals = async (amount: number) => {
  while (arrived.length < amount) await once(server, 'request');
};

describe('load generator', () => {
  it('calls all routes of the service', async () => {
    await arrivals(400);
    expect(new Set(arrived)).toEqual(
      new Set([
        'GET /rooms/7',
        'GET /rooms/gone',
        'GET /counsellors',
        'GET /profile',
        'POST /messages',
        'POST /sessions',
      ]),
    );
  });

  it('never has more than 150 requests underway, however slow the service is', async () => {
    answering = false;
    await arrivals(150);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(most).toBe(150);
    expect(arrived).toHaveLength(150);
  });

  it('survives a service that is gone', async () => {
    await arrivals(5);
    server.closeAllConnections();
    server.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    load.stop();
    await expect(running).resolves.toBeUndefined();
  });
});
