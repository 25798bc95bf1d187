import css from './wordmark.module.css';

/** Name and sign of the product. */
export const Wordmark = () => (
  <span className={css.wordmark}>
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" className={css.ground} />
      <path d="M5 17h5l3-8 6 15 3-7h5" className={css.pulse} />
    </svg>
    Watchroom
  </span>
);
