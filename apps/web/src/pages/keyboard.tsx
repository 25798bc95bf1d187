import { Command } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { CommandPalette } from '../components/ui/command-palette';
import { KeyList } from '../components/ui/key-list';
import { isWriting, singleKeys, wishOf } from '../lib/keys';
import { useCommands } from './commands';
import css from './frame.module.css';

/** The keys of every page: a palette of commands, a list of the keys, and the button that says so. */
export function Keyboard({ onSignedOut }: { onSignedOut: () => void }) {
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const close = () => setOpen(null);
  const { commands, grant } = useCommands(onSignedOut, () => setOpen('keys'));
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const isBusy = open !== null || isWriting(target);
    const wish = wishOf({ key, ctrlKey, metaKey, altKey, isBusy }, singleKeys.areOn());
    if (wish === null) return;
    event.preventDefault();
    if (wish === 'palette') setOpen(open === 'palette' ? null : 'palette');
    else grant(wish);
  });
  useEffect(() => {
    // A browser that fills in a form sends events of this name that are of no key.
    const listen = (event: Event) => event instanceof KeyboardEvent && press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <button
        type="button"
        className={css.commands}
        aria-label="Commands"
        title="Commands (Ctrl K)"
        onClick={() => setOpen('palette')}
      >
        <Command size="1rem" aria-hidden />
      </button>
      {open === 'palette' && <CommandPalette commands={commands} onClose={close} />}
      {open === 'keys' && <KeyList onClose={close} />}
    </>
  );
}
