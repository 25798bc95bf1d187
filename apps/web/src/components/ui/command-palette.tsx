// A select cannot be filtered by a field, and it is the field that has the keys.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Command, matching, stepped } from '../../lib/commands';
import css from './command-palette.module.css';
import { Dialog } from './dialog';

interface Props {
  commands: Command[];
  onClose: () => void;
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Everything that can be done, found by typing: a field with a list of its own, as the ARIA practices describe it. */
export function CommandPalette({ commands, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const found = matching(commands, typed);
  const idOf = (index: number) => `${listId}-${index}`;
  const run = (command: Command) => {
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step !== undefined) setAt(stepped(at, step, found.length));
    else found.slice(at, at + 1).forEach(run);
  };
  const type = (text: string) => {
    setTyped(text);
    setAt(0);
  };
  return (
    <Dialog title="Commands" onClose={onClose}>
      <Field {...{ listId, activeId: idOf(at), typed, type, press }} />
      <div id={listId} role="listbox" tabIndex={-1} aria-label="Commands" className={css.list}>
        {found.map((command, index) => (
          <Option
            key={command.id}
            id={idOf(index)}
            command={command}
            isChosen={index === at}
            onChoose={() => run(command)}
          />
        ))}
        {found.length === 0 && <NothingFound id={idOf(0)} />}
      </div>
    </Dialog>
  );
}

/** An option, so that it is read out: the field points to it. */
const NothingFound = ({ id }: { id: string }) => (
  <div id={id} role="option" tabIndex={-1} aria-selected="false" aria-disabled="true" className={css.none}>
    Nothing is called that.
  </div>
);

interface FieldProps {
  listId: string;
  activeId: string;
  typed: string;
  type: (text: string) => void;
  press: (event: KeyboardEvent) => void;
}

const Field = ({ listId, activeId, typed, type, press }: FieldProps) => (
  <input
    type="text"
    role="combobox"
    className={css.field}
    aria-label="Command"
    aria-expanded="true"
    aria-controls={listId}
    aria-activedescendant={activeId}
    aria-autocomplete="list"
    autoComplete="off"
    placeholder="What would you like to do?"
    value={typed}
    onChange={(event) => type(event.target.value)}
    onKeyDown={press}
  />
);

interface OptionProps {
  id: string;
  command: Command;
  isChosen: boolean;
  onChoose: () => void;
}

function Option({ id, command, isChosen, onChoose }: OptionProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) ref.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isChosen]);
  return (
    <div
      ref={ref}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={css.option}
      onClick={onChoose}
    >
      {command.name}
      {command.key !== undefined && <kbd className={css.key}>{command.key}</kbd>}
    </div>
  );
}
