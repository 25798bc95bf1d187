import type { News, NewsLine } from '@watchroom/contracts';
import { Button } from '@mantine/core';
import { StatusMark } from '../../components/ui/status-mark';
import { formatTime } from '../../lib/format';
import { HEALTH_WORDS } from '../../lib/health-names';
import { localTimes } from '../../lib/local-times';
import { TONE_OF_HEALTH } from '../../lib/tone';
import { EventLink } from './event-link';
import { useCloseNews, useNews } from './news.query';
import { timesOf } from './news-times';
import { useAttendance } from './use-attendance';
import css from './events.module.css';

/** What changed while the reader was away; nothing where nothing did. */
export function SinceYouLooked({ now }: { now: number }) {
  const { data } = useNews();
  const close = useCloseNews();
  useAttendance();
  if (data === undefined || data.lines.length === 0) return null;
  return <NewsView news={data} now={now} onClose={() => close(data)} />;
}

function NewsView({ news, now, onClose }: { news: News; now: number; onClose: () => void }) {
  return (
    <section className={css.news} aria-labelledby="since-you-looked">
      <header className={css.newsHead}>
        <h2 id="since-you-looked">
          Since you last looked{' '}
          {news.since !== null && <small>{formatTime(Date.parse(news.since), now)}</small>}
        </h2>
        <Button variant="default" size="xs" onClick={onClose}>
          Close
        </Button>
      </header>
      <ul className={css.list}>
        {news.lines.map((line) => (
          <Line key={`${line.kind} ${line.subject} ${line.since}`} line={line} now={now} />
        ))}
      </ul>
    </section>
  );
}

const Line = ({ line, now }: { line: NewsLine; now: number }) => (
  <li className={css.line}>
    <span className={css.time}>{timesOf(line, now)}</span>
    {line.is_over ? (
      <StatusMark tone="ok" word="Over" />
    ) : (
      <StatusMark tone={TONE_OF_HEALTH[line.health]} word={HEALTH_WORDS[line.health]} />
    )}
    <p className={css.sentence}>
      <EventLink href={line.href}>{localTimes(line.sentence, now)}</EventLink>
    </p>
  </li>
);
