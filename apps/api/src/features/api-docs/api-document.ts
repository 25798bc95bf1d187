import { Injectable, type INestApplication } from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { routes } from '@watchroom/contracts';
import { MarkedHandlers, operationId, withoutNumber } from './marked-handlers';
import {
  addMark,
  addPathParameters,
  addQuery,
  addRefusals,
  operationsOf,
  SECURITY_SCHEMES,
} from './operation';
import { ANSWER, PROBLEM, requestSchemas } from './schemas';
import { SUMMARIES } from './summaries';

/** What the readable page is made of is no part of the API. */
const FILES_OF_THE_PAGE = [`${routes.apiDocs}/open.js`, `${routes.apiDocs}/{file}`];

/** The OpenAPI document of the running application, made when first asked for: its tools are heavy. */
@Injectable()
export class ApiDocument {
  private made: Promise<OpenAPIObject> | null = null;

  constructor(
    private readonly handlers: MarkedHandlers,
    private readonly config: ApplicationConfig,
    private readonly host: HttpAdapterHost,
  ) {}

  document(): Promise<OpenAPIObject> {
    this.made ??= this.make().catch((error: unknown) => {
      this.made = null;
      throw error;
    });
    return this.made;
  }

  private async make(): Promise<OpenAPIObject> {
    const { DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
    const head = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Watchroom')
      .setDescription(
        'JSON keys in snake_case, times in RFC 3339 UTC, rates as fractions 0..1, null = unknown.',
      )
      .setVersion('1')
      .build();
    const document = SwaggerModule.createDocument(this.application(), head, {
      operationIdFactory: operationId,
    });
    const schemas = await requestSchemas();
    document.components = {
      schemas: { ...document.components?.schemas, ...schemas, Object: ANSWER, Problem: PROBLEM },
      securitySchemes: { ...SECURITY_SCHEMES },
      responses: {
        Problem: {
          description: 'A refusal or a failure',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    };
    for (const path of FILES_OF_THE_PAGE) delete document.paths[path];
    this.complete(document, schemas);
    return document;
  }

  private complete(document: OpenAPIObject, schemas: Awaited<ReturnType<typeof requestSchemas>>): void {
    const marks = this.handlers.marks();
    for (const { route, operation } of operationsOf(document)) {
      addMark(operation, marks.get(withoutNumber(operation.operationId ?? '')));
      addPathParameters(route, operation);
      const known = SUMMARIES[route];
      if (known === undefined) continue;
      operation.summary = known.summary;
      addRefusals(operation, known.refusals ?? []);
      if (known.query !== undefined) addQuery(operation, schemas[known.query]);
    }
  }

  /** The parts of the application that the scanner looks at: a provider cannot ask for the whole. */
  private application(): INestApplication {
    const parts = {
      container: { getModules: () => this.handlers.modules, isGlobalModule: () => false },
      config: this.config,
      getHttpAdapter: () => this.host.httpAdapter,
    };
    return parts as unknown as INestApplication;
  }
}
