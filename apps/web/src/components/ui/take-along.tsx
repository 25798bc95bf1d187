import { useRef, useState } from 'react';
import { csvOf, fileName, type Sheet } from '../../lib/csv';
import { laterCode } from '../../lib/later-code';
import { voice } from '../../lib/voice';
import { saveFile } from '../../lib/save-file';
import css from './take-along.module.css';

interface Props {
  /** What it is, such as "Error rate by hour": title of the image and of the file. */
  title: string;
  /** The same figures as a table, made when asked for. */
  sheet: () => Sheet;
  /** Span of the figures, such as "last 24 hours", for an image of the chart in the same `figure`; without it, none. */
  chartRange?: string;
}

const CHART = 'svg.recharts-surface, svg[data-chart]';

/** A table as CSV, a chart as an image. */
export function TakeAlong({ title, sheet, chartRange }: Props) {
  const place = useRef<HTMLParagraphElement>(null);
  const [failure, setFailure] = useState('');
  const fail = (text: string) => {
    setFailure(text);
    voice.say(text);
  };
  const takeTable = () => {
    const text = csvOf(sheet());
    saveFile(fileName(title, new Date(), 'csv'), new Blob([text], { type: 'text/csv;charset=utf-8' }));
  };
  const takeImage = async (range: string) => {
    const chart = place.current?.closest('figure')?.querySelector<SVGSVGElement>(CHART) ?? null;
    if (chart === null) return fail('The chart is not drawn yet.');
    const code = await laterCode(() => import('../charts/chart-image')).catch(() => null);
    if (code === null) return fail('Watchroom cannot be reached: the image could not be made.');
    try {
      const at = new Date();
      saveFile(fileName(title, at, 'png'), await code.imageOf(chart, { title, range, at }));
      setFailure('');
    } catch {
      fail('This browser could not make an image of the chart.');
    }
  };
  return (
    <p ref={place} className={css.take}>
      <button type="button" aria-label={`CSV: ${title}`} onClick={takeTable}>
        CSV
      </button>
      {chartRange !== undefined && (
        <button type="button" aria-label={`Image: ${title}`} onClick={() => void takeImage(chartRange)}>
          Image
        </button>
      )}
      <span>{failure}</span>
    </p>
  );
}
