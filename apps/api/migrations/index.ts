import { BackgroundWorkCreated1763800000000 } from './1763800000000-background-work-created';
import { SessionsCreated1763800200000 } from './1763800200000-sessions-created';

/** Every migration in order; a landed one is never edited. */
export const migrations = [BackgroundWorkCreated1763800000000, SessionsCreated1763800200000];
