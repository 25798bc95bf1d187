import { BackgroundWorkCreated1763800000000 } from './1763800000000-background-work-created';

/** Every migration in order; a landed one is never edited. */
export const migrations = [BackgroundWorkCreated1763800000000];
