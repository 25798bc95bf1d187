import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '@mantine/core';
import type { Explanation } from '../../lib/explanation';
import css from './explain-button.module.css';
import { StatusShape } from './status-mark';

interface Props {
  /** Title of what is explained. */
  title: string;
  /** Made when it is asked for: a page is drawn more often than it is explained. */
  explanation: () => Explanation;
}

/** "What is this?": opens what a tile means in words. The browser keeps the focus inside and gives it back; a click beside it closes it. */
export function ExplainButton({ title, explanation }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={css.button}
        aria-label={`What is this? ${title}`}
        title="What is this?"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      />
      {isOpen && <ExplainDialog title={title} explanation={explanation} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function ExplainDialog({ title, explanation, onClose }: Props & { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} className={css.dialog} aria-labelledby={titleId} onClose={onClose} closedby="any">
      <div className={css.content}>
        <h2 id={titleId} className={css.title}>
          What is this? {title}
        </h2>
        <ExplanationText {...explanation()} />
        <Button variant="default" size="sm" className={css.close} onClick={close}>
          Close
        </Button>
      </div>
    </dialog>
  );
}

const ExplanationText = ({ means, facts, levels }: Explanation) => (
  <>
    <p className={css.means}>{means}</p>
    <ul className={css.levels} aria-label="What the colours mean">
      {levels.map(({ tone, text }) => (
        <li key={text}>
          <StatusShape tone={tone} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
    {facts.length > 0 && (
      <dl className={css.facts}>
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    )}
  </>
);
