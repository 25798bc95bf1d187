import { memo } from 'react';
import type { MonitoringEvent } from '@watchroom/contracts';
import { StatusMark } from '../../components/ui/status-mark';
import { formatTime } from '../../lib/format';
import { HEALTH_WORDS } from '../../lib/health-names';
import { localTimes } from '../../lib/local-times';
import { TONE_OF_HEALTH } from '../../lib/tone';
import { EventLink } from './event-link';
import { KIND_NAMES } from './event-words';
import css from './events.module.css';

interface Props {
  label: string;
  events: MonitoringEvent[];
  now: number;
}

/** Events as they stand in the answer: newest first. */
export const EventList = ({ label, events, now }: Props) => (
  <ol className={css.list} aria-label={label}>
    {events.map((event) => (
      <Event key={`${event.at} ${event.id}`} event={event} when={formatTime(Date.parse(event.at), now)} />
    ))}
  </ol>
);

const Event = memo(function Event({
  event: { at, kind, health, sentence, href },
  when,
}: {
  event: MonitoringEvent;
  when: string;
}) {
  return (
    <li className={css.event}>
      <time dateTime={at} className={css.time}>
        {when}
      </time>
      <StatusMark tone={TONE_OF_HEALTH[health]} word={HEALTH_WORDS[health]} />
      <p className={css.sentence}>
        <EventLink href={href}>{localTimes(sentence, Date.parse(at))}</EventLink>{' '}
        <span className={css.kind}>{KIND_NAMES[kind]}</span>
      </p>
    </li>
  );
});
