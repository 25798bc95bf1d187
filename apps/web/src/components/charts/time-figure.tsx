import { Button, Skeleton } from '@mantine/core';
import { memo, type ReactNode, useId, useMemo } from 'react';
import { LazyPart } from '../ui/lazy-part';
import { TakeAlong } from '../ui/take-along';
import { REFETCH_MS } from '../../lib/cadence';
import type { Sheet } from '../../lib/csv';
import { useIsShown } from '../../lib/first-look';
import { useInTurn } from '../../lib/in-turns';
import { useOpenTable } from '../../lib/open-tables';
import { useCursorIndex } from './shared-cursor';
import type { TimePicture } from './time-chart.types';
import { TimeLegend } from './time-legend';
import { rangeText, timeSheet } from './time-sheet';
import { spanText } from './time-spans';
import css from './time-chart.module.css';

const loadChart = () => import('./time-chart');

interface Props {
  /** What is drawn, as a heading says it: "Error rate". */
  name: string;
  picture: TimePicture;
  /** It has no steps yet: its legend stands already, and the room of all else is kept. */
  isToCome?: boolean;
  zone: string;
  /** The chart in one sentence. */
  summary: string;
  /** What can be done with it, for those who can reach it. */
  hint?: string;
  /** What is shown is not what is asked for, or could not be asked for again. */
  isOld?: boolean;
  /** A step leads somewhere. */
  onOpen?: (startMs: number) => void;
  /** The same as a table; made only when it is opened. */
  table: () => ReactNode;
  /** The same to take along, with what only its maker knows; otherwise what is drawn. */
  sheet?: () => Sheet;
}

/** A chart over time with all that belongs to it: what its lines mean, what the cursor stands on, and its table. */
export function TimeFigure(props: Props) {
  const { name, picture, isToCome = false, zone, summary, hint, isOld = false, onOpen, table, sheet } = props;
  const asked = useMemo(
    () => (isToCome ? null : { picture, zone, label: `${name}: moment looked at`, onOpen }),
    [picture, isToCome, zone, name, onOpen],
  );
  const drawn = useInTurn(useIsShown() ? asked : null);
  const loading = <Skeleton className={css.loading} />;
  return (
    <figure
      className={css.figure}
      aria-label={`${name} over time`}
      data-old={isOld || undefined}
      aria-busy={isOld}
    >
      <TimeLegend picture={picture} className={css.legend} />
      {drawn === null ? (
        loading
      ) : (
        <LazyPart
          load={loadChart}
          props={drawn}
          loading={loading}
          missing="The chart could not be loaded; the table below tells the same."
          retryMs={REFETCH_MS}
        />
      )}
      <Words {...{ picture, zone, summary, hint }} />
      <Unfolded name={name} table={table} isThere={!isToCome}>
        {!isToCome && (
          <TakeAlong
            title={`${name} over time`}
            chartRange={rangeText(picture, zone)}
            sheet={sheet ?? (() => timeSheet(picture))}
          />
        )}
      </Unfolded>
    </figure>
  );
}

/** The chart in words: what the cursor stands on, else all of it. */
const Words = memo(function Words({
  picture,
  zone,
  summary,
  hint,
}: Pick<Props, 'picture' | 'zone' | 'summary' | 'hint'>) {
  const index = useCursorIndex(picture.steps);
  const step = index === null ? undefined : picture.steps[index];
  return (
    <figcaption className={css.words}>
      <span className={css.summary}>
        {summary}
        {hint !== undefined && <span className={css.hint}> {hint}</span>}
      </span>
      {step !== undefined && (
        <span className={css.moment}>
          <strong>
            {spanText(step, zone)}
            {step.isFilling && ' (still filling)'}
          </strong>
          <span>{step.text}</span>
        </span>
      )}
    </figcaption>
  );
});

interface UnfoldedProps {
  name: string;
  table: () => ReactNode;
  isThere: boolean;
  children: ReactNode;
}

function Unfolded({ name, table, isThere, children }: UnfoldedProps) {
  const [isOpen, turn] = useOpenTable(name);
  const id = useId();
  return (
    <>
      <div className={css.foot}>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${isOpen ? 'Hide table' : 'Show as table'}: ${name}`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          disabled={!isThere}
          onClick={() => turn(!isOpen)}
        >
          {isOpen ? 'Hide table' : 'Show as table'}
        </Button>
        {children}
      </div>
      {isOpen && isThere && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reached by keyboard
        <fieldset id={id} className={css.scroller} tabIndex={0} aria-label={`${name} as a table`}>
          {table()}
        </fieldset>
      )}
    </>
  );
}
