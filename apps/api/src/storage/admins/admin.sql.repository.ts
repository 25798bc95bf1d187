import { Injectable } from '@nestjs/common';
import { isRole } from '@watchroom/contracts';
import { DataSource } from 'typeorm';
import { AdminRepository, type Admin, type AdminCredentials } from './admin.repository';

interface AdminRow {
  id: string;
  email: string;
  password_hash: string;
  role: string;
  disabled_at: Date | null;
  created_at: Date;
}

const COLUMNS = 'id, email, password_hash, role, disabled_at, created_at';

@Injectable()
export class AdminSqlRepository extends AdminRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async byEmail(email: string): Promise<Admin | null> {
    return first(await this.dataSource.query(`SELECT ${COLUMNS} FROM admins WHERE email = $1`, [email]));
  }

  override async all(): Promise<Admin[]> {
    const rows: AdminRow[] = await this.dataSource.query(`SELECT ${COLUMNS} FROM admins ORDER BY email`);
    return rows.map(toAdmin);
  }

  override async addIfAbsent({ email, passwordHash, role }: AdminCredentials): Promise<boolean> {
    const added: unknown[] = await this.dataSource.query(
      `INSERT INTO admins (email, password_hash, role) VALUES ($1, $2, $3)
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [email, passwordHash, role],
    );
    return added.length > 0;
  }

  override async put({ email, passwordHash, role }: AdminCredentials): Promise<'created' | 'updated'> {
    const rows: { created: boolean }[] = await this.dataSource.query(
      `INSERT INTO admins (email, password_hash, role) VALUES ($1, $2, $3)
       ON CONFLICT (email) DO UPDATE
         SET password_hash = excluded.password_hash, role = excluded.role, disabled_at = NULL
       RETURNING (xmax = 0) AS created`,
      [email, passwordHash, role],
    );
    return rows[0]?.created === true ? 'created' : 'updated';
  }

  override async change(
    email: string,
    change: Partial<Pick<Admin, 'passwordHash' | 'role' | 'disabledAt'>>,
  ): Promise<Admin | null> {
    const [rows]: [AdminRow[], number] = await this.dataSource.query(
      `UPDATE admins
       SET password_hash = coalesce($2, password_hash),
           role = coalesce($3, role),
           disabled_at = CASE WHEN $4 THEN $5 ELSE disabled_at END
       WHERE email = $1
       RETURNING ${COLUMNS}`,
      [
        email,
        change.passwordHash ?? null,
        change.role ?? null,
        change.disabledAt !== undefined,
        change.disabledAt ?? null,
      ],
    );
    return first(rows);
  }
}

const first = (rows: AdminRow[]): Admin | null => (rows[0] === undefined ? null : toAdmin(rows[0]));

function toAdmin(row: AdminRow): Admin {
  if (!isRole(row.role)) throw new Error('The table admins holds a role that this Watchroom does not know');
  return {
    id: row.id,
    email: row.email,
    passwordHash: row.password_hash,
    role: row.role,
    disabledAt: row.disabled_at,
    createdAt: row.created_at,
  };
}
