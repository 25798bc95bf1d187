import type { Evidence } from '@watchroom/contracts';
import { counted, spellSpan } from '../../lib/format';
import css from './evidence-line.module.css';

/** What stands behind a number: "from 1,204 requests in 5 minutes · student-platform". */
export function EvidenceLine({ evidence, noun }: { evidence: Evidence; noun: string }) {
  return (
    <p className={css.line}>
      from {counted(evidence.n, noun)} in {spellSpan(evidence.window_seconds)}
      {evidence.sources.length > 0 && <span> · {evidence.sources.join(', ')}</span>}
    </p>
  );
}

/** The limits that a number is held against. */
function Limits({ warning, critical }: { warning: string; critical: string }) {
  return (
    <p className={css.line}>
      warning above {warning}, critical above {critical}
    </p>
  );
}

EvidenceLine.Limits = Limits;
