import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { VendorPage } from '../../core/witnesses/vendor-page';
import { VendorPageRepository } from './vendor-page.repository';

const jsonOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

@Injectable()
export class VendorPageSqlRepository extends VendorPageRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override all(): Promise<VendorPage[]> {
    return this.dataSource.query(
      `SELECT service, read_at AS "readAt", tried_at AS "triedAt", fault, claim, mark FROM vendor_pages`,
    );
  }

  override async replace(pages: readonly VendorPage[], manager: EntityManager): Promise<void> {
    for (const { service, readAt, triedAt, fault, claim, mark } of pages)
      await manager.query(
        `INSERT INTO vendor_pages (service, read_at, tried_at, fault, claim, mark) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (service) DO UPDATE SET read_at = excluded.read_at, tried_at = excluded.tried_at,
           fault = excluded.fault, claim = excluded.claim, mark = excluded.mark`,
        [service, readAt, triedAt, fault, jsonOf(claim), jsonOf(mark)],
      );
  }
}
