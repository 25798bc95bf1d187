import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

const TYPE = 'application/x-ndjson';
/** Of the body as it is after decompression; 10,000 lines take about 3 MiB. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

/** Hands NDJSON bodies on as they are; whoever handles the route reads the lines, after the guards. */
@Injectable()
export class NdjsonParser implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter?.getInstance<FastifyInstance>();
    if (!fastify || fastify.hasContentTypeParser(TYPE)) return;
    fastify.addContentTypeParser(
      TYPE,
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
      (_request, body, done) => done(null, body),
    );
  }
}
