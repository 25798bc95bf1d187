import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DatabaseConnector } from '../../platform/database/database.connector';
import { PoolRecorder } from './pool.recorder';

/** At once when the database is there: until a replica reports, nobody knows the use of the pool. */
@Injectable()
export class PoolFirstReport implements OnApplicationBootstrap {
  constructor(
    private readonly connector: DatabaseConnector,
    private readonly recorder: PoolRecorder,
  ) {}

  onApplicationBootstrap(): void {
    void this.connector.connect().then(() => this.recorder.report());
  }
}
