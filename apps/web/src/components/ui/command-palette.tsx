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
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === undefined) run(found[at]);
    else setAt(stepped(at, step, found.length));
  };
  return (
    <Dialog title="Commands" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        className={css.field}
        aria-label="Command"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found.length === 0 ? undefined : idOf(at)}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder="What would you like to do?"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <ul id={listId} role="listbox" aria-label="Commands" className={css.list}>
        {found.map((command, index) => (
          <Option
            key={command.id}
            id={idOf(index)}
            command={command}
            isChosen={index === at}
            onChoose={() => run(command)}
          />
        ))}
      </ul>
      <output className={css.none}>{found.length === 0 && 'Nothing is called that.'}</output>
    </Dialog>
  );
}

interface OptionProps {
  id: string;
  command: Command;
  isChosen: boolean;
  onChoose: () => void;
}

function Option({ id, command, isChosen, onChoose }: OptionProps) {
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) ref.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isChosen]);
  return (
    <li ref={ref} id={id} role="option" aria-selected={isChosen} className={css.option} onClick={onChoose}>
      {command.name}
      {command.key !== undefined && <kbd className={css.key}>{command.key}</kbd>}
    </li>
  );
}
