/** A line that was not stored: its number in the body, counted from 1, and what to change. */
export interface RejectedLine {
  line: number;
  detail: string;
}

/** What became of a batch of sessions. `accepted`: lines stored, repeats included. */
export interface SessionBatchAnswer {
  accepted: number;
  rejected: RejectedLine[];
}
