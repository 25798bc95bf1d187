import 'reflect-metadata';
import { setPriority } from 'node:os';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import type { FoldingOrder } from './features/telemetry/folding-thread';
import { FoldingModule } from './features/telemetry/folding.module';
import { createDataSource } from './platform/database/data-source';
import { DatabaseConnector } from './platform/database/database.connector';
import { FOLDER_CONNECTIONS } from './platform/database/thread-connections';
import { Leadership } from './platform/lease/leadership';
import { ThreadLeadership } from './platform/lease/thread.leadership';
import { loggerFor } from './platform/logger';
import { schema } from './schema';

/** Whoever asks for something has the processor first; nobody waits for a fold. */
const NICENESS = 10;

/** The ground of the folders, without what serves requests. */
@Global()
@Module({})
class FoldingProgram {
  static with({ database, holder }: FoldingOrder): DynamicModule {
    return {
      module: FoldingProgram,
      imports: [ScheduleModule.forRoot(), FoldingModule],
      providers: [
        {
          provide: DataSource,
          useFactory: () => createDataSource({ ...database, poolSize: FOLDER_CONNECTIONS }, schema),
        },
        {
          provide: Leadership,
          useFactory: (dataSource: DataSource) => new ThreadLeadership(dataSource, holder),
          inject: [DataSource],
        },
        DatabaseConnector,
      ],
      exports: [DataSource, Leadership],
    };
  }
}

/** The program of the thread that folds: see `FoldingThread`, which starts it. */
async function fold(order: FoldingOrder, port: MessagePort): Promise<void> {
  if (process.platform === 'linux') setPriority(0, NICENESS); // there of this thread alone, elsewhere of the process
  const app = await NestFactory.createApplicationContext(FoldingProgram.with(order), {
    abortOnError: false,
    logger: loggerFor(order.production),
  });
  port.once('message', () => {
    port.close();
    void app.close();
  });
  await app.get(DatabaseConnector).connect();
}

if (parentPort !== null) await fold(workerData as FoldingOrder, parentPort);
