import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Choice } from '../../components/ui/choice';
import { FoldAway } from '../../components/ui/fold-away';
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
  const shown = !isAsking && range.kind === 'last' ? range.key : CUSTOM;
  const pick = (value: string) => {
    const preset = PRESETS.find(({ key }) => key === value);
    setAsking(preset === undefined);
    if (preset !== undefined) choose(preset);
  };
  return (
    <fieldset className={css.picker} aria-label="Time range of the charts">
      <FoldAway name="Time range" shown={<Shown value={shown} zone={zoneChoice} />}>
        <div className={css.row}>
          <Choice label="Range" options={OPTIONS} value={shown} onChange={pick} />
          <ZonePicker choice={zoneChoice} choose={chooseZone} />
        </div>
        {isCustom && (
          <CustomRange
            key={`${JSON.stringify(range)} ${zoneChoice}`}
            control={control}
            onShown={() => setAsking(false)}
          />
        )}
      </FoldAway>
      {fault !== null && <p className={css.fault}>{fault}</p>}
    </fieldset>
  );
}

/** What is chosen, in few words. */
const Shown = ({ value, zone }: { value: string; zone: ZoneChoice }) => (
  <>
    {OPTIONS.find((option) => option.value === value)?.label}
    {zone === 'utc' && ', UTC'}
    <ChevronDown size="1rem" aria-hidden />
  </>
);

const ZonePicker = ({ choice, choose }: { choice: ZoneChoice; choose: (zone: ZoneChoice) => void }) => (
  <Choice label="Times in" options={ZONES} value={choice} onChange={choose} />
);
