import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { TileState } from '../../lib/tile-state';
import { usePageName } from '../../lib/page-name';
import { useVoice, voice } from '../../lib/voice';
import {
  announcement,
  type HealthView,
  type Known,
  knownOf,
  PRODUCT_ICON,
  tabIcon,
  tabTitle,
} from './system-health.state';

const PRODUCT = 'Watchroom';

const showIcon = (address: string): void =>
  document.querySelector('link[rel="icon"]')?.setAttribute('href', address);

/** Tells changes of system health to those who do not look at the page: by voice, and in the tab by title and icon. */
export function HealthAnnouncer({ state }: { state: TileState<HealthView> }) {
  const title = tabTitle(state, usePageName());
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = PRODUCT;
    };
  }, [title]);
  const icon = tabIcon(state);
  useEffect(() => {
    showIcon(icon);
    return () => showIcon(PRODUCT_ICON);
  }, [icon]);
  useChanges(state);
  useEffect(() => () => voice.say(''), []);
  return (
    <VisuallyHidden component="output" aria-live="polite">
      {useVoice()}
    </VisuallyHidden>
  );
}

/**
 * Each change is said once and in the words of its moment: a text whose minutes move would be read out again and again.
 * The first state is no change; it is read with the page.
 */
function useChanges(state: TileState<HealthView>): void {
  const known = useRef<Known | null>(null);
  const now = knownOf(state);
  useEffect(() => {
    if (now === null) return;
    const said = known.current === null ? null : announcement(known.current, now);
    known.current = now;
    if (said !== null) voice.say(said);
  });
}
