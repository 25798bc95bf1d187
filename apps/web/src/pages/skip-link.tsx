import css from './frame.module.css';

/** The first stop of the keyboard: past the controls, to what the page is about. */
export const SkipLink = () => (
  <a
    href="#main"
    className={css.skip}
    onClick={(event) => {
      event.preventDefault(); // the address stays the one of the page
      document.getElementById('main')?.focus();
    }}
  >
    Skip to the figures
  </a>
);
