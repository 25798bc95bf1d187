import { ActionIcon } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyText } from '../../lib/copy-text';
import { voice } from '../../lib/voice';
import css from './copy-block.module.css';

const CONFIRMATION_MS = 2_000;
const WORDS = { copied: 'Copied', refused: 'Select the text and copy it by hand' };

/** Lines to paste elsewhere, with a button that copies them. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    const came = (await copyText(text)) ? 'copied' : 'refused';
    setOutcome(came);
    voice.say(WORDS[came]);
  };

  return (
    <div className={css.block}>
      <pre className={css.text}>{text}</pre>
      <ActionIcon
        variant="default"
        aria-label={`Copy ${label}`}
        onClick={() => void copy()}
        className={css.button}
      >
        {outcome === 'copied' ? <Check size="1rem" aria-hidden /> : <Copy size="1rem" aria-hidden />}
      </ActionIcon>
      <span className={css.outcome}>{outcome !== null && WORDS[outcome]}</span>
    </div>
  );
}
