import {
  EXTERNAL_SERVICE_NAMES,
  type ExternalServiceInDepth,
  type VendorIncident,
  type VerdictChange,
} from '@watchroom/contracts';
import { type ReactNode } from 'react';
import { Folded, Nothing } from '../../components/ui/panel';
import { StatusMark } from '../../components/ui/status-mark';
import { TakeAlong } from '../../components/ui/take-along';
import { formatTime } from '../../lib/format';
import { localTimes } from '../../lib/local-times';
import { incidentView } from './incident-text';
import css from './service-page.module.css';
import { incidentsSheet, verdictSheet } from './service-sheets';
import { toneOfVerdict, VERDICT_WORDS } from './service-words';

const SHOWN_AT_ONCE = 4;

/** What the vendor's own status page tells; those that go on stand out. */
export function Incidents({ service, now }: { service: ExternalServiceInDepth; now: number }) {
  if (service.incidents.length === 0) return <Nothing>{noneOf(service)}</Nothing>;
  const entries = service.incidents.map((incident) => (
    <Incident key={`${incident.kind} ${incident.id}`} incident={incident} now={now} />
  ));
  return (
    <>
      <NewestFirst label="Incidents and maintenances" entries={entries} />
      <TakeAlong
        title={`Incidents of ${EXTERNAL_SERVICE_NAMES[service.service]}`}
        sheet={() => incidentsSheet(service.incidents)}
      />
    </>
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
export function VerdictChanges({ service, now }: { service: ExternalServiceInDepth; now: number }) {
  const { verdict_changes: changes } = service;
  if (changes.length === 0) return <Nothing>No change of the verdict is on record.</Nothing>;
  const entries = changes.map((change) => <Change key={change.at} change={change} now={now} />);
  return (
    <>
      <NewestFirst label="Changes of the verdict" entries={entries} />
      <TakeAlong
        title={`Verdicts of ${EXTERNAL_SERVICE_NAMES[service.service]}`}
        sheet={() => verdictSheet(changes)}
      />
    </>
  );
}

const Change = ({ change, now }: { change: VerdictChange; now: number }) => (
  <li>
    <StatusMark tone={toneOfVerdict(change.to, null)} word={VERDICT_WORDS[change.to]} />
    <p className={css.what}>{localTimes(change.detail, Date.parse(change.at))}</p>
    <p className={css.when}>
      {formatTime(Date.parse(change.at), now)}
      {change.from !== null && `, before: ${VERDICT_WORDS[change.from].toLowerCase()}`}
    </p>
  </li>
);

/** The newest few; the rest is there for those who ask. */
function NewestFirst({ label, entries }: { label: string; entries: ReactNode[] }) {
  const older = entries.slice(SHOWN_AT_ONCE);
  return (
    <>
      <ul className={css.list} aria-label={`${label}, newest first`}>
        {entries.slice(0, SHOWN_AT_ONCE)}
      </ul>
      {older.length > 0 && (
        <Folded summary={`Show ${older.length} older`}>
          <ul className={css.list} aria-label={`${label}, older`}>
            {older}
          </ul>
        </Folded>
      )}
    </>
  );
}
