import type { HealthReason } from '@watchroom/contracts';
import { StatusMark } from '../../components/ui/status-mark';
import { formatSpan, formatTime } from '../../lib/format';
import { HEALTH_WORDS } from '../../lib/health-names';
import { localTimes } from '../../lib/local-times';
import { ageOf } from '../../lib/tile-state';
import { TONE_OF_HEALTH } from '../../lib/tone';
import { alike, namesOf, toldOf } from './alike';
import { beforeText, limitText, valueText } from './health-words';
import type { ToldReason } from './system-health.state';
import css from './system-health.module.css';

interface Props {
  reasons: ToldReason[];
  /** The reason that the sentence above tells: its beginning and whom to call stand there. */
  told: ToldReason | null;
  now: number;
}

/** Every input that is not fine: its value against its limit, since when, what it was before, what turns it green. */
export const ReasonLedger = ({ reasons, told, now }: Props) => (
  <ul className={css.ledger} aria-label="Reasons, worst first">
    {alike(reasons).map((group) => (
      <Entry key={group[0].input} group={group} isTold={told !== null && group.includes(told)} now={now} />
    ))}
  </ul>
);

interface EntryProps {
  /** One reason, or one that several services share. */
  group: [ToldReason, ...ToldReason[]];
  isTold: boolean;
  now: number;
}

function Entry({ group, isTold, now }: EntryProps) {
  const [reason] = group;
  const call = toldOf(group, (each) => each.call ?? '');
  return (
    <li className={css.entry} data-has-tile={hasTile(reason)}>
      <div className={css.what}>
        <StatusMark tone={TONE_OF_HEALTH[reason.state]} word={HEALTH_WORDS[reason.state]} />
        <strong className={css.input}>{namesOf(group)}</strong>
        <Value reason={reason} />
      </div>
      <p className={css.detail}>
        {unbroken(
          localTimes(
            toldOf(group, ({ detail }) => detail),
            now,
          ),
        )}
      </p>
      <dl className={css.facts}>
        {!isTold && (
          <Fact name="Since" className={css.since}>
            {sinceText(reason.since, now)}
          </Fact>
        )}
        <Fact name="Before">{beforeText(reason)}</Fact>
        {!isTold && call !== '' && <Fact name="Call">{call}</Fact>}
        <Fact name="Turns green">
          {localTimes(
            toldOf(group, (each) => each.turns_green),
            now,
          )}
        </Fact>
      </dl>
    </li>
  );
}

/** A number and its unit stay in one line. */
const unbroken = (text: string): string => text.replaceAll(/(?<=\d) (?=%|ms\b|s\b)/g, '\u00a0');

/** What a tile of its own tells as well; a wall shows them all at once. */
const hasTile = ({ input, state }: HealthReason): boolean =>
  state !== 'unknown' && input !== 'own_data' && input !== 'database' && input !== 'sessions';

function Value({ reason }: { reason: HealthReason }) {
  const value = valueText(reason);
  const limit = limitText(reason);
  if (value === null && limit === null) return null;
  return (
    <span>
      {value ?? '–'}
      {limit !== null && <span className={css.limit}> ({limit})</span>}
    </span>
  );
}

const Fact = ({ name, className, children }: { name: string; className?: string; children: string }) => (
  <div className={className}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function sinceText(since: string | null, now: number): string {
  const age = ageOf(since, now);
  return since === null || age === null
    ? 'nobody saw it begin'
    : `${formatTime(Date.parse(since), now)} (${formatSpan(age)})`;
}
