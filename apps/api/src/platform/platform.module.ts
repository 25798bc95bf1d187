import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, SystemClock } from './clock/clock';
import { AppConfig, type ServingConfig } from './config/config';
import { createDataSource } from './database/data-source';
import { DatabaseConnector } from './database/database.connector';
import { PartitionKeeper } from './database/partition.keeper';
import { PoolMeter } from './database/pool-meter';
import { Leadership } from './lease/leadership';
import { LeaseLeadership } from './lease/lease.leadership';
import { Readiness } from './readiness';
import { applicationNameOf, Replica } from './replica';

type Schema = Parameters<typeof createDataSource>[1];

/** The ground that every feature stands on. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: ServingConfig, schema: Schema, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: AppConfig, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: Replica, useFactory: () => new Replica() },
        { provide: Leadership, useExisting: LeaseLeadership },
        {
          provide: DataSource,
          useFactory: (clock: Clock, meter: PoolMeter, replica: Replica) =>
            createDataSource({ ...config.database, applicationName: applicationNameOf(replica.id) }, schema, {
              observer: meter,
              clock,
            }),
          inject: [Clock, PoolMeter, Replica],
        },
        DatabaseConnector,
        LeaseLeadership,
        PartitionKeeper,
        PoolMeter,
        Readiness,
      ],
      exports: [AppConfig, Clock, DataSource, DatabaseConnector, Leadership, PoolMeter, Readiness, Replica],
    };
  }
}
