import { zoneName } from '../lib/format';
import { useNow } from '../lib/use-now';
import css from './frame.module.css';

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' });

/** Of when the page is, for paper: a print asks no script for it. */
export const Paper = () => (
  <p className={css.printed}>
    As of {moment.format(useNow())} ({zoneName()})
  </p>
);
