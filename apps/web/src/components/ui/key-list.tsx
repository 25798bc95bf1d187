import { useState } from 'react';
import { singleKeys } from '../../lib/keys';
import { PLACES } from '../../lib/places';
import css from './command-palette.module.css';
import { Dialog } from './dialog';

const KEYS = [
  ['Ctrl K or ⌘ K', 'Commands: everything that can be done, found by typing'],
  ['?', 'This list'],
  ['r', 'Ask for all figures at once'],
  ['d', 'Go to the dashboard'],
  [`1 – ${PLACES.length}`, `Its parts: ${PLACES.map(({ name }) => name.toLowerCase()).join(', ')}`],
  ['w', 'The wall: one screen, no controls; again to leave it'],
  ['t', 'Light, dark or system theme, one after the other'],
  ['Tab, Enter, Escape', 'Move on, choose, close'],
] as const;

/** Which keys there are, and the switch for those of one sign. */
export function KeyList({ onClose }: { onClose: () => void }) {
  const [areOn, setOn] = useState(singleKeys.areOn);
  return (
    <Dialog title="Keys" onClose={onClose}>
      <table className={css.keys} aria-label="Keys">
        <tbody>
          {KEYS.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                <kbd className={css.key}>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className={css.switch}>
        <input
          type="checkbox"
          checked={areOn}
          onChange={({ target }) => {
            singleKeys.switch(target.checked);
            setOn(target.checked);
          }}
        />
        Keys of a single sign work (switch off when they are pressed unmeant)
      </label>
      <button type="button" className={css.close} onClick={onClose}>
        Close
      </button>
    </Dialog>
  );
}
