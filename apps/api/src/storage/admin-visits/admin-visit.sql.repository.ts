import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AdminVisitRepository } from './admin-visit.repository';

@Injectable()
export class AdminVisitSqlRepository extends AdminVisitRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async lastSeen(adminId: string): Promise<Date | null> {
    const [row] = await this.dataSource.query<{ at: Date }[]>(
      'SELECT last_seen_at AS at FROM admin_visits WHERE admin_id = $1',
      [adminId],
    );
    return row?.at ?? null;
  }

  override async noteSeen(adminId: string, until: Date): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO admin_visits AS v (admin_id, last_seen_at) VALUES ($1, $2)
       ON CONFLICT (admin_id) DO UPDATE SET last_seen_at = excluded.last_seen_at
         WHERE v.last_seen_at < excluded.last_seen_at`,
      [adminId, until],
    );
  }
}
