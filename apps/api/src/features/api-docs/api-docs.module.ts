import { Module } from '@nestjs/common';
import { ApiDocsController } from './api-docs.controller';
import { ApiDocument } from './api-document';
import { MarkedHandlers } from './marked-handlers';

@Module({ controllers: [ApiDocsController], providers: [ApiDocument, MarkedHandlers] })
export class ApiDocsModule {}
