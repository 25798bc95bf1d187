import type { HealthReason } from '@watchroom/contracts';
import { StatusMark } from '../../components/ui/status-mark';
import { formatSpan, formatTime } from '../../lib/format';
import { ageSeconds } from '../../lib/tile-state';
import { TONE_OF_HEALTH } from '../../lib/tone';
import { HEALTH_WORDS, inputName, limitText, valueText } from './health-words';
import css from './system-health.module.css';

/** Every input that is not fine: its value against its limit, since when, and what it means. */
export const ReasonLedger = ({ reasons, now }: { reasons: HealthReason[]; now: number }) => (
  <ul className={css.ledger} aria-label="Reasons, worst first">
    {reasons.map((reason) => (
      <Entry key={`${reason.input} ${reason.state}`} reason={reason} now={now} />
    ))}
  </ul>
);

function Entry({ reason, now }: { reason: HealthReason; now: number }) {
  const limit = limitText(reason);
  return (
    <li className={css.entry}>
      <StatusMark tone={TONE_OF_HEALTH[reason.state]} word={HEALTH_WORDS[reason.state]} />
      <strong className={css.input}>{inputName(reason.input)}</strong>
      <span className={css.value}>
        {valueText(reason) ?? '–'}
        {limit !== null && <span className={css.limit}> {limit}</span>}
      </span>
      <span className={css.since}>{sinceText(reason.since, now)}</span>
      <p className={css.detail}>{reason.detail}</p>
    </li>
  );
}

function sinceText(since: string | null, now: number): string {
  const sinceMs = since === null ? null : Date.parse(since);
  const age = ageSeconds(sinceMs, now);
  return sinceMs === null || age === null
    ? 'start not observed'
    : `since ${formatTime(sinceMs, now)} (${formatSpan(age)})`;
}
