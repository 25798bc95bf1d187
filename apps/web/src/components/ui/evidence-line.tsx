import type { Evidence } from '@watchroom/contracts';
import { counted, spellSpan } from '../../lib/format';
import css from './evidence-line.module.css';

/** Counting runs a little behind what is reported; this much is worth a word. */
const BEHIND_SECONDS = 30;

/** What stands behind a number: "from 1,204 requests in 5 minutes · student-platform". */
export function EvidenceLine({ evidence, noun }: { evidence: Evidence; noun: string }) {
  const doubts = doubtsOf(evidence);
  return (
    <p className={css.line}>
      from {counted(evidence.n, noun)} in {spellSpan(evidence.window_seconds)}
      {evidence.sources.length > 0 && <span> · {evidence.sources.join(', ')}</span>}
      {doubts.length > 0 && <span> · {doubts.join(' · ')}</span>}
    </p>
  );
}

/** What a reader has to know of how the reports were counted; nothing, as a rule. */
function doubtsOf({ overflowing = [], behind_seconds = 0, unreadable_reports = 0 }: Evidence): string[] {
  const doubts: string[] = [];
  if (overflowing.length > 0)
    doubts.push(`too many series to keep apart, counted together: ${overflowing.join(', ')}`);
  if (behind_seconds >= BEHIND_SECONDS) doubts.push(`counting is ${spellSpan(behind_seconds)} behind`);
  if (unreadable_reports > 0) doubts.push(`${counted(unreadable_reports, 'report')} unreadable, not counted`);
  return doubts;
}

/** The limits that a number is held against. */
export function LimitsLine({ warning, critical }: { warning: string; critical: string }) {
  return (
    <p className={css.line}>
      warning above {warning}, critical above {critical}
    </p>
  );
}
