/** Roles of the people who sign in. Only the first two may read metrics. */
export const ROLES = ['SUPER_ADMIN', 'SYSTEM_MONITOR', 'CONTENT_MANAGER'] as const;
export type Role = (typeof ROLES)[number];

export const METRICS_ROLES = ['SYSTEM_MONITOR', 'SUPER_ADMIN'] as const satisfies readonly Role[];

export const isRole = (value: unknown): value is Role => ROLES.includes(value as Role);

export const mayReadMetrics = (role: Role): boolean => (METRICS_ROLES as readonly Role[]).includes(role);
