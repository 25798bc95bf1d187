import { Button } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { boundsOf } from '../../lib/range';
import { serverClock } from '../../lib/server-clock';
import { momentOfText, wallText } from '../../lib/wall-time';
import { zoneText } from '../../lib/format';
import { faultOf } from './range-search';
import css from './range.module.css';
import type { RangeControl } from './use-range';

/** From when to when, in the zone that the page shows. */
export function CustomRange({ control, onShown }: { control: RangeControl; onShown: () => void }) {
  const { range, zoneName, choose } = control;
  const [bounds] = useState(() => boundsOf(range, serverClock.now()));
  const [from, setFrom] = useState(() => wallText(bounds.fromMs, zoneName));
  const [to, setTo] = useState(() => wallText(bounds.toMs, zoneName));
  const [fault, setFault] = useState<string | null>(null);
  const faultId = useId();
  const show = (event: FormEvent) => {
    event.preventDefault();
    const [fromMs, toMs] = [momentOfText(from, zoneName), momentOfText(to, zoneName)];
    if (fromMs === null || toMs === null)
      return setFault('Both the start and the end need a date and a time.');
    const wrong = faultOf(fromMs, toMs, serverClock.now());
    setFault(wrong);
    if (wrong !== null) return undefined;
    choose({ kind: 'between', fromMs, toMs });
    return onShown();
  };
  const described = fault === null ? undefined : faultId;
  return (
    <form className={css.custom} onSubmit={show} aria-label="Custom range">
      <Moment name="From" text={from} change={setFrom} described={described} />
      <Moment name="To" text={to} change={setTo} described={described} />
      <Button type="submit" size="compact-sm">
        Show
      </Button>
      <span className={css.zone}>{zoneText(zoneName)}</span>
      {fault !== null && (
        <p id={faultId} className={css.fault} role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}

interface MomentProps {
  name: string;
  text: string;
  change: (text: string) => void;
  /** Id of what is wrong. */
  described: string | undefined;
}

const Moment = ({ name, text, change, described }: MomentProps) => (
  <label className={css.field}>
    {name}
    <input
      type="datetime-local"
      value={text}
      aria-describedby={described}
      aria-invalid={described !== undefined}
      onChange={(event) => change(event.target.value)}
    />
  </label>
);
