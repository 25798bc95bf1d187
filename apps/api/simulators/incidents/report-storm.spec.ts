import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { WatchroomClient } from '../watchroom/watchroom-client';
import { startReportStorm } from './report-storm';

describe('storm of reports', () => {
  it('has 32 requests underway at once and never more, and ends when told to', async () => {
    const held: ServerResponse[] = [];
    let arrived = 0;
    let full = () => {};
    const server = createServer((request, response) => {
      request.resume().once('end', () => {
        arrived++;
        held.push(response);
        if (held.length === 32) full();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const wholeStorm = () => new Promise<void>((resolve) => (full = resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    let first = wholeStorm();
    const stop = startReportStorm(
      new WatchroomClient(url, 'token', new AbortController().signal),
      Date.parse('2026-11-23T10:00:00Z'),
    );
    await first;
    expect(arrived).toBe(32);
    first = wholeStorm();
    for (const response of held.splice(0)) response.end('{"accepted":1,"rejected":[]}');
    await first;
    expect(arrived).toBe(64);
    stop();
    for (const response of held.splice(0)) response.writeHead(503).end();
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(arrived).toBe(64);
    server.closeAllConnections();
    server.close();
  });
});
