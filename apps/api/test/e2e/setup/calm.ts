import { expect } from '@jest/globals';
import type { Admin } from './admin';
import { eventually } from './patience';

/** The first waits for connections on a busy machine may be long enough for a verdict of their own, held for a minute. */
const STARTED_WITHIN_MS = 100_000;

/** Until nothing is wrong with an installation but that its services are not configured. */
export const untilCalm = (admin: Admin): Promise<void> =>
  eventually(
    async () => expect(await admin.current()).toMatchObject({ system_health: 'unknown' }),
    STARTED_WITHIN_MS,
  );
