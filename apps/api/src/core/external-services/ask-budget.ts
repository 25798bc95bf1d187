/** How many requests may be sent to a vendor within any stretch of this length, all replicas and askers together. */
export interface AskBudget {
  most: number;
  windowMs: number;
}

/** Doors of a vendor: its API, and the status page that somebody else hosts for it. A pause holds for one of them. */
export type VendorDoor = 'api' | 'status_page';

/** Nobody documents a limit for status pages; three shapes of feed, tried once a minute, fit in. */
export const STATUS_PAGE_BUDGET: AskBudget = { most: 6, windowMs: 60_000 };
