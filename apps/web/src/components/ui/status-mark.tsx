import { memo } from 'react';
import type { Tone } from '../../lib/tone';
import css from './status-mark.module.css';

const PATHS: Record<Tone, string> = {
  ok: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.6 5.2-4.2 4.6a.9.9 0 0 1-1.3 0L4.4 9.1a.9.9 0 1 1 1.3-1.3l1 1 3.6-3.9a.9.9 0 1 1 1.3 1.3Z',
  warning:
    'M6.7 1.8a1.5 1.5 0 0 1 2.6 0l6 10.6a1.5 1.5 0 0 1-1.3 2.2H2a1.5 1.5 0 0 1-1.3-2.2ZM8 5.2a.9.9 0 0 0-.9.9v3a.9.9 0 1 0 1.8 0v-3a.9.9 0 0 0-.9-.9Zm0 8a1.1 1.1 0 1 0 0-2.2 1.1 1.1 0 0 0 0 2.2Z',
  critical:
    'M5 1h6l4 4v6l-4 4H5l-4-4V5Zm.9 3.9a.9.9 0 0 0-1 1.3L6.7 8 4.9 9.8a.9.9 0 1 0 1.3 1.3L8 9.3l1.8 1.8a.9.9 0 1 0 1.3-1.3L9.3 8l1.8-1.8a.9.9 0 1 0-1.3-1.3L8 6.7 6.2 4.9a.9.9 0 0 0-.3 0Z',
  unknown:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 8 2.8Zm0 1.5c-1.4 0-2.4.9-2.5 2.1a.8.8 0 0 0 1.6.1c0-.4.4-.7.9-.7s.9.3.9.8c0 .4-.2.6-.7.9-.6.4-1 .9-1 1.6v.2a.8.8 0 0 0 1.6 0c0-.2.1-.4.5-.6.8-.5 1.2-1.1 1.2-2C10.5 5.2 9.4 4.3 8 4.3Zm0 6.2a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8Z',
};

interface Props {
  tone: Tone;
  /** The word beside the shape: colour and shape alone never carry the meaning. */
  word: string;
  large?: boolean;
}

/** A status as shape, colour and word. */
export const StatusMark = memo(function StatusMark({ tone, word, large = false }: Props) {
  return (
    <span className={css.mark} data-tone={tone} data-large={large || undefined}>
      <StatusShape tone={tone} />
      <span>{word}</span>
    </span>
  );
});

/** The shape alone, for places whose word stands elsewhere. */
export const StatusShape = memo(function StatusShape({ tone }: { tone: Tone }) {
  return (
    <svg className={css.shape} data-tone={tone} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[tone]} fillRule="evenodd" />
    </svg>
  );
});
