import { Injectable } from '@nestjs/common';
import { isRole } from '@watchroom/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { SignInRepository, type ActiveSignIn } from './sign-in.repository';

type Row = Omit<ActiveSignIn, 'role'> & { role: string };

const ALIVE = `
  SELECT s.id, a.id AS "adminId", a.email, a.role, s.expires_at AS "expiresAt"
  FROM sign_ins s JOIN admins a ON a.id = s.admin_id
  WHERE s.ended_at IS NULL AND s.expires_at > now() AND a.disabled_at IS NULL`;

const isActive = (row: Row): row is ActiveSignIn => isRole(row.role);

@Injectable()
export class SignInSqlRepository extends SignInRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async start({ id, adminId, expiresAt }: { id: string; adminId: string; expiresAt: Date }) {
    await this.dataSource.query('INSERT INTO sign_ins (id, admin_id, expires_at) VALUES ($1, $2, $3)', [
      id,
      adminId,
      expiresAt,
    ]);
  }

  override async active(id: string): Promise<ActiveSignIn | null> {
    const [row] = await this.dataSource.query<Row[]>(`${ALIVE} AND s.id = $1`, [id]);
    return row !== undefined && isActive(row) ? row : null;
  }

  override async activeAmong(ids: readonly string[]): Promise<ActiveSignIn[]> {
    const rows = await this.dataSource.query<Row[]>(`${ALIVE} AND s.id = ANY ($1::uuid[])`, [ids]);
    return rows.filter(isActive);
  }

  override async end(id: string): Promise<void> {
    await this.dataSource.query('UPDATE sign_ins SET ended_at = now() WHERE id = $1 AND ended_at IS NULL', [
      id,
    ]);
  }

  override async endAllOf(adminId: string): Promise<void> {
    await this.dataSource.query(
      'UPDATE sign_ins SET ended_at = now() WHERE admin_id = $1 AND ended_at IS NULL',
      [adminId],
    );
  }

  override async sweep(manager: EntityManager): Promise<void> {
    await manager.query(`DELETE FROM sign_ins WHERE expires_at < now() - interval '1 day'`);
  }
}
