import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { Leadership, LeaseLost } from './leadership';
import { fencedTransaction, tokenOfHolder } from './lease-row';

/** In a thread of a replica: it leads while its replica does, which the lease row tells before each work. */
export class ThreadLeadership extends Leadership implements BeforeApplicationShutdown {
  private isOver = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly holder: string,
  ) {
    super();
  }

  override get isLeader(): boolean {
    return this.dataSource.isInitialized && !this.isOver;
  }

  override async fenced<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    // who cannot be asked does not confirm; the replica itself tells about a database that is away
    const token = await tokenOfHolder(this.dataSource, this.holder).catch(() => null);
    if (token === null) throw new LeaseLost();
    return fencedTransaction(this.dataSource, token, work).catch((error: unknown) => {
      throw this.isOver ? new LeaseLost() : error; // its connections were taken away on purpose
    });
  }

  beforeApplicationShutdown(): void {
    this.isOver = true;
  }
}
