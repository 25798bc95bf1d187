import type { ExternalServiceInDepth, VerdictChange, VendorIncident } from '@watchroom/contracts';
import { Nothing } from '../../components/ui/panel';
import { StatusMark } from '../../components/ui/status-mark';
import { formatTime } from '../../lib/format';
import { localTimes } from '../../lib/local-times';
import { incidentView } from './incident-text';
import css from './service-page.module.css';
import { toneOfVerdict, VERDICT_WORDS } from './service-words';

/** What the vendor's own status page tells; those that go on stand out. */
export function Incidents({ service, now }: { service: ExternalServiceInDepth; now: number }) {
  if (service.incidents.length === 0) return <Nothing>{noneOf(service)}</Nothing>;
  return (
    <ul className={css.list} aria-label="Incidents and maintenances, newest first">
      {service.incidents.map((incident) => (
        <Incident key={`${incident.kind} ${incident.id}`} incident={incident} now={now} />
      ))}
    </ul>
  );
}

/** Nothing that was read is not the same as nothing to read. */
const noneOf = ({ witnesses }: ExternalServiceInDepth): string =>
  witnesses === null || witnesses.vendor_says.as_of === null
    ? "The vendor's status page has not been read."
    : 'The vendor has declared nothing in the last 90 days.';

function Incident({ incident, now }: { incident: VendorIncident; now: number }) {
  const { tone, word, title, times, url, isOver } = incidentView(incident, now);
  return (
    <li data-over={isOver || undefined}>
      <StatusMark tone={tone} word={word} />
      <p className={css.what}>
        {url === null ? (
          title
        ) : (
          <a href={url} target="_blank" rel="noreferrer">
            {title}
          </a>
        )}
      </p>
      <p className={css.when}>{times}</p>
    </li>
  );
}

/** How the verdict changed, newest first. */
export function VerdictChanges({ changes, now }: { changes: VerdictChange[]; now: number }) {
  if (changes.length === 0) return <Nothing>No change of the verdict is on record.</Nothing>;
  return (
    <ol className={css.list} aria-label="Changes of the verdict, newest first">
      {changes.map((change) => (
        <li key={change.at}>
          <StatusMark tone={toneOfVerdict(change.to, null)} word={VERDICT_WORDS[change.to]} />
          <p className={css.what}>{localTimes(change.detail, Date.parse(change.at))}</p>
          <p className={css.when}>
            {formatTime(Date.parse(change.at), now)}
            {change.from !== null && `, before: ${VERDICT_WORDS[change.from].toLowerCase()}`}
          </p>
        </li>
      ))}
    </ol>
  );
}
