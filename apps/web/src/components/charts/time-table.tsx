import { HeadedTable } from '../ui/headed-table';
import type { TimePicture, TimeStep } from './time-chart.types';
import { namesOf } from './time-sheet';
import { spanText } from './time-spans';

interface Props {
  name: string;
  picture: TimePicture;
  zone: string;
  format: (value: number) => string;
}

/** A chart as a table, newest first: whoever opens it while something happens looks for the present. */
export const TimeTable = ({ name, picture, zone, format }: Props) => (
  <HeadedTable
    label={`${name} over time`}
    columns={['When', ...namesOf(picture.series, picture.band), 'Seen']}
  >
    {picture.steps.toReversed().map((step) => (
      <Row
        key={step.startMs}
        step={step}
        values={picture.band === undefined ? step.values : [...step.values, step.span?.[1] ?? null]}
        when={spanText(step, zone)}
        format={format}
      />
    ))}
  </HeadedTable>
);

const SEEN: Record<TimeStep['state'], string> = {
  value: 'yes',
  no_traffic: 'no traffic',
  unobserved: 'not observed',
};

interface RowProps {
  step: TimeStep;
  values: (number | null)[];
  when: string;
  format: (value: number) => string;
}

const Row = ({ step, values, when, format }: RowProps) => (
  <tr>
    <th scope="row">{when}</th>
    {values.map((value, rank) => (
      // The columns stand in the order of the series, which never changes.
      // oxlint-disable-next-line react/no-array-index-key
      <td key={rank}>{value === null ? '–' : format(value)}</td>
    ))}
    <td>{step.isFilling ? 'still filling' : SEEN[step.state]}</td>
  </tr>
);
