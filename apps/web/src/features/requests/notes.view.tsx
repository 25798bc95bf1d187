import type { RoutesNote } from '@watchroom/contracts';
import { notesOf } from './request-rows';
import css from './requests.module.css';

/** What the table leaves out. */
export const RoutesNotes = ({ of }: { of: RoutesNote }) => (
  <>
    {notesOf(of).map((note) => (
      <p key={note} className={css.note}>
        {note}
      </p>
    ))}
  </>
);
