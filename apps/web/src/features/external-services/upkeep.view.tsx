import type { ExternalServiceInDepth } from '@watchroom/contracts';
import { StatusMark } from '../../components/ui/status-mark';
import css from './service-page.module.css';
import { certificateUpkeep, countUpkeep, roomNotes, type Upkeep, webhookUpkeep } from './upkeep-text';

interface Props {
  service: ExternalServiceInDepth;
  now: number;
}

/** Our count of sessions beside the vendor's, and what was put right. */
export const SessionCount = ({ service, now }: Props) => (
  <>
    <Fact {...countUpkeep(service.active_count, now)} />
    {roomNotes(service, now).map((note) => (
      <p key={note} className={css.note}>
        {note}
      </p>
    ))}
  </>
);

export const Webhooks = ({ service, now }: Props) => <Fact {...webhookUpkeep(service.webhooks, now)} />;

export const Certificate = ({ service }: Pick<Props, 'service'>) => (
  <Fact {...certificateUpkeep(service.certificate)} />
);

const Fact = ({ tone, word, detail }: Upkeep) => (
  <>
    <p className={css.fact}>
      {tone === null ? <strong>{word}</strong> : <StatusMark tone={tone} word={word} />}
    </p>
    <p className={css.note}>{detail}</p>
  </>
);
