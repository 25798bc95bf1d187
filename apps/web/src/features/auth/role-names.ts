import type { Role } from '@watchroom/contracts';

export const ROLE_NAMES: Record<Role, string> = {
  SUPER_ADMIN: 'Super admin',
  SYSTEM_MONITOR: 'System monitor',
  CONTENT_MANAGER: 'Content manager',
};
