import { EXTERNAL_SERVICE_NAMES, type ExternalServiceInDepth } from '@watchroom/contracts';
import { TakeAlong } from '../../components/ui/take-along';
import { badEndsView } from './bad-ends-text';
import css from './service-page.module.css';
import { badEndsSheet } from './service-sheets';

interface Props {
  service: ExternalServiceInDepth;
  now: number;
}

/** What was broken off or failed at the vendor, by reason. */
export function BadEndsList({ service, now }: Props) {
  const { word, note, rows } = badEndsView(service, now);
  return (
    <>
      <p className={css.fact}>
        <strong>{word}</strong>
      </p>
      {note !== null && <p className={css.note}>{note}</p>}
      {rows.length > 0 && (
        <>
          <ul className={css.ends} aria-label="Reasons, most often first">
            {rows.map(({ reason, words, times, where }) => (
              <li key={reason} title={`In the vendor's words: ${reason}`}>
                <strong>{times}</strong> {words} <span>{where}</span>
              </li>
            ))}
          </ul>
          <TakeAlong
            title={`Ended badly at ${EXTERNAL_SERVICE_NAMES[service.service]}`}
            sheet={() => badEndsSheet(service.bad_ends)}
          />
        </>
      )}
    </>
  );
}
