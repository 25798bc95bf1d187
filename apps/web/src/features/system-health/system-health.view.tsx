import type { CurrentMetrics } from '@watchroom/contracts';
import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { ExplainButton } from '../../components/ui/explain-button';
import { StatusMark } from '../../components/ui/status-mark';
import { formatSpan } from '../../lib/format';
import { HEALTH_WORDS } from '../../lib/health-names';
import type { TileState } from '../../lib/tile-state';
import { TONE_OF_HEALTH } from '../../lib/tone';
import { ReasonLedger } from './reason-ledger';
import { explainSystemHealth } from './system-health.explanation';
import type { HealthView } from './system-health.state';
import css from './system-health.module.css';

interface Props {
  state: TileState<HealthView>;
  current: CurrentMetrics | undefined;
  now: number;
}

/** How things are, first of all and in one sentence. */
export function SystemHealthView({ state, current, now }: Props) {
  const value = 'value' in state ? state.value : null;
  return (
    <section
      className={css.health}
      aria-labelledby="system-health"
      aria-busy={state.kind === 'first-load'}
      data-state={state.kind}
      data-tone={state.kind === 'value' ? TONE_OF_HEALTH[state.value.health] : 'unknown'}
    >
      <div className={css.head}>
        <h2 id="system-health" className={css.title}>
          System health
        </h2>
        <ExplainButton title="System health" explanation={() => explainSystemHealth(current, now)} />
      </div>
      {state.kind === 'first-load' ? <Skeleton height="2.25rem" width="60%" /> : <Verdict state={state} />}
      {value !== null && value.reasons.length > 0 && (
        <ReasonLedger reasons={value.reasons} told={value.told} now={now} />
      )}
    </section>
  );
}

function Verdict({ state }: { state: TileState<HealthView> }) {
  if (!('value' in state) || state.value === null)
    return <Line mark={<StatusMark tone="unknown" word="Unknown" />} sentence={reasonOf(state)} />;
  const { health, sentence, told } = state.value;
  if (state.kind !== 'stale')
    return (
      <Line
        mark={<StatusMark tone={TONE_OF_HEALTH[health]} word={HEALTH_WORDS[health]} />}
        sentence={sentence}
        call={told?.call ?? null}
      />
    );
  const age = state.ageSeconds === null ? '' : ` ${formatSpan(state.ageSeconds)} ago`;
  return (
    <Line
      mark={<StatusMark tone="unknown" word="Out of date" />}
      sentence={`Last known${age}: ${health === 'healthy' ? 'healthy.' : sentence}`}
    />
  );
}

interface LineProps {
  mark: ReactNode;
  sentence: string;
  /** Whom; null: not told here. */
  call?: string | null;
}

const Line = ({ mark, sentence, call = null }: LineProps) => (
  <div className={css.verdict}>
    {mark}
    <div className={css.words}>
      <p className={css.sentence}>{sentence}</p>
      {call !== null && <p className={css.call}>Call {call}.</p>}
    </div>
  </div>
);

const reasonOf = (state: TileState<HealthView>): string =>
  state.kind === 'blind' ? state.reason : 'Nothing is known of the system.';
