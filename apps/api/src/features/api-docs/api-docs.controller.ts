import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { routes } from '@watchroom/contracts';
import { Public, SignedIn } from '../../auth/marks';
import { ApiDocument } from './api-document';
import { OPENER, PAGE, swaggerFile } from './swagger-ui';

@Controller()
export class ApiDocsController {
  constructor(private readonly api: ApiDocument) {}

  @Get(routes.openApi)
  @Public()
  @Header('cache-control', 'no-cache')
  openApi(): Promise<OpenAPIObject> {
    return this.api.document();
  }

  @Get(routes.apiDocs)
  @RouteConfig({ helmet: {} })
  @SignedIn()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }

  @Get(`${routes.apiDocs}/open.js`)
  @SignedIn()
  @Header('content-type', 'text/javascript; charset=utf-8')
  opener(): string {
    return OPENER;
  }

  @Get(`${routes.apiDocs}/:file`)
  @SignedIn()
  file(@Param('file') name: string): StreamableFile {
    const { type, content } = swaggerFile(name);
    return new StreamableFile(content, { type });
  }
}
