import { zoneName } from '../lib/format';
import { useNow } from '../lib/use-now';
import { timeFormat } from '../lib/zone';
import css from './frame.module.css';

const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'short' };

/** Of when the page is, for paper: a print asks no script for it. */
export const Paper = () => (
  <p className={css.printed}>
    As of {timeFormat(MOMENT).format(useNow())} ({zoneName()})
  </p>
);
