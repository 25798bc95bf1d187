import { useState } from 'react';
import { Choice } from '../../components/ui/choice';
import type { ZoneChoice } from '../../lib/zone';
import { CustomRange } from './custom-range';
import { PRESETS } from './range-search';
import css from './range.module.css';
import type { RangeControl } from './use-range';

const CUSTOM = 'custom';
const OPTIONS = [
  ...PRESETS.map(({ key }) => ({ value: key, label: key.replace(/(?=[hd])/, ' ') })),
  { value: CUSTOM, label: 'Custom' },
];
const ZONES: { value: ZoneChoice; label: string }[] = [
  { value: 'local', label: 'Local' },
  { value: 'utc', label: 'UTC' },
];

/** How much of the past the charts show, and in whose time. */
export function RangePicker({ control }: { control: RangeControl }) {
  const { range, fault, zoneChoice, choose, chooseZone } = control;
  const [isAsking, setAsking] = useState(false);
  const isCustom = isAsking || range.kind === 'between';
  const pick = (value: string) => {
    const preset = PRESETS.find(({ key }) => key === value);
    setAsking(preset === undefined);
    if (preset !== undefined) choose(preset);
  };
  return (
    <fieldset className={css.picker} aria-label="Time range of the charts">
      <div className={css.row}>
        <Choice
          label="Range"
          options={OPTIONS}
          value={!isAsking && range.kind === 'last' ? range.key : CUSTOM}
          onChange={pick}
        />
        <ZonePicker choice={zoneChoice} choose={chooseZone} />
      </div>
      {isCustom && (
        <CustomRange
          key={`${JSON.stringify(range)} ${zoneChoice}`}
          control={control}
          onShown={() => setAsking(false)}
        />
      )}
      {fault !== null && <p className={css.fault}>{fault}</p>}
    </fieldset>
  );
}

const ZonePicker = ({ choice, choose }: { choice: ZoneChoice; choose: (zone: ZoneChoice) => void }) => (
  <Choice label="Times in" options={ZONES} value={choice} onChange={choose} />
);
