import { useEffect, useRef } from 'react';
import { CopyBlock } from '../../components/ui/copy-block';
import { StatusShape } from '../../components/ui/status-mark';
import { voice } from '../../lib/voice';
import { type ConnectionStep, connectionPlan } from './connection-steps';
import { useInstallation } from './installation.query';
import css from './connect-panel.module.css';

/** How to connect the platform: whole while nothing is, the missing steps later, gone when all are. */
export function ConnectPanel() {
  const { data } = useInstallation();
  const plan = data === undefined ? null : connectionPlan(data, window.location.origin);
  useProgress(plan?.progress ?? null);
  if (plan === null || plan.isComplete) return null;
  return (
    <section className={css.panel} aria-labelledby="connect-platform">
      <h2 id="connect-platform" className={css.title}>
        Connect your platform
      </h2>
      <p className={css.lead}>
        {plan.isUntouched
          ? 'Watchroom is running and sees nothing yet. Three steps, in any order; each gets its check mark within seconds of its first data.'
          : 'Some figures are missing, because not everything is connected yet.'}{' '}
        INGEST_TOKEN is the one Watchroom was started with, or “ingest” in secrets.json of its data directory.
      </p>
      <p className={css.done}>{plan.progress}.</p>
      <ol className={css.steps} data-open={plan.isUntouched || undefined}>
        {plan.steps.map((step) => (
          <Step key={step.id} step={step} isOpen={plan.isUntouched} />
        ))}
      </ol>
    </section>
  );
}

/** For those who do not see the marks change. */
function useProgress(progress: string | null): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (before.current !== null && progress !== null && before.current !== progress)
      voice.say(`${progress}.`);
    before.current = progress;
  }, [progress]);
}

function Step({ step, isOpen }: { step: ConnectionStep; isOpen: boolean }) {
  if (step.isConnected)
    return (
      <li className={css.heading}>
        <Heading step={step} />
      </li>
    );
  return (
    <li>
      <details open={isOpen}>
        <summary className={css.heading}>
          <Heading step={step} />
        </summary>
        <p className={css.why}>{step.why}</p>
        {step.paste
          .filter((paste) => !paste.isDone)
          .map((paste) => (
            <CopyBlock key={paste.label} label={paste.label} text={paste.text} />
          ))}
      </details>
    </li>
  );
}

const Heading = ({ step }: { step: ConnectionStep }) => (
  <>
    {step.isConnected ? <StatusShape tone="ok" /> : <span className={css.open} />}
    <strong>{step.title}</strong>
    <span className={css.progress}>
      {step.isConnected ? 'connected' : 'not connected'}
      {step.connected !== null && ` (${step.isConnected ? '' : 'only '}${step.connected})`}
    </span>
  </>
);
