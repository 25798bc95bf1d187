import type { ReactNode } from 'react';
import type { Tone } from '../../lib/tone';
import css from './banner.module.css';
import { StatusShape } from './status-mark';

/** A plain line across the page. It is no live region: texts that count seconds would never stop being read out. */
export function Banner({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <div className={css.banner} data-tone={tone}>
      <StatusShape tone={tone} />
      <p>{children}</p>
    </div>
  );
}
