import { ActionIcon, Button } from '@mantine/core';
import { Pause, Play, RotateCw } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { refreshPace, useRefreshPace } from '../../lib/refresh-pace';
import css from './refresh.module.css';
import { badgeOf, PACE_OPTIONS, paceOf } from './refresh-words';
import { useRefreshNow, useRefreshOnResume } from './use-refresh-now';

interface Props {
  /** New figures come by themselves at each change. */
  isLive: boolean;
  /** How old the figures are, in words. */
  updated: ReactNode;
}

const CHOICES = PACE_OPTIONS.map(({ value, label }) => (
  <option key={value} value={value}>
    {label}
  </option>
));

/** How often the page refreshes, and how new its figures are. */
export function RefreshControl({ isLive, updated }: Props) {
  const pace = useRefreshPace();
  const nameId = useId();
  const refreshNow = useRefreshNow();
  useRefreshOnResume();
  const { kind, word } = badgeOf(pace, isLive);
  return (
    <fieldset className={css.control} aria-label="Refresh">
      <span className={css.slot}>
        <span key={word} className={css.badge} data-kind={kind}>
          {word}
        </span>
      </span>
      {updated}
      <label className={css.choice}>
        <span id={nameId} className={css.name}>
          Refresh every
        </span>
        <select
          className={css.select}
          aria-labelledby={nameId}
          value={String(pace.chosenMs ?? 'off')}
          onChange={({ currentTarget }) => refreshPace.choose(paceOf(currentTarget.value))}
        >
          {CHOICES}
        </select>
      </label>
      <PauseButton isPaused={pace.isPaused} isOff={pace.chosenMs === null} />
      <ActionIcon
        variant="default"
        size="lg"
        aria-label="Refresh now"
        title="Refresh now"
        onClick={refreshNow}
      >
        <RotateCw size="1rem" aria-hidden />
      </ActionIcon>
    </fieldset>
  );
}

/** Nothing to hold while the page does not refresh anyway. */
function PauseButton({ isPaused, isOff }: { isPaused: boolean; isOff: boolean }) {
  const Icon = isPaused ? Play : Pause;
  return (
    <Button
      variant="default"
      size="sm"
      className={css.pause}
      disabled={isOff}
      onClick={() => refreshPace.hold(!isPaused)}
    >
      <Icon size="1rem" aria-hidden />
      <span className={css.word}>{isPaused ? 'Resume' : 'Pause'}</span>
    </Button>
  );
}
