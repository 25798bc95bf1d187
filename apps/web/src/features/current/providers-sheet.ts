import type { Sheet } from '../../lib/csv';
import type { ProviderRow } from './providers.state';

export const providersSheet = (rows: readonly ProviderRow[]): Sheet => ({
  columns: ['provider', 'active_sessions', 'of_these_avatar_only'],
  rows: rows.map(({ provider, count, asAvatar }) => [provider, count, asAvatar]),
});
