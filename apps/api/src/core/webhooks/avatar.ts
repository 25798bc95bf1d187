/** Names under which Beyond Presence's avatars enter a room: of the agents' plugin, and of managed agents. */
const AVATARS = new Set(['bey-avatar-agent', 'avatar_worker']);

export const isAvatar = (identity: string | null): boolean => identity !== null && AVATARS.has(identity);
