import { StatusShape } from '../../components/ui/status-mark';
import type { Lamp } from './service-words';
import css from './witness-lamps.module.css';

/** Three witnesses side by side: whose word, what they say, how old it is. */
export const WitnessLamps = ({ service, lamps }: { service: string; lamps: Lamp[] }) => (
  <ul className={css.lamps} aria-label={`Witnesses of ${service}`}>
    {lamps.map((lamp) => (
      <li key={lamp.name} className={css.lamp} data-tone={lamp.tone} title={lamp.detail}>
        <InBrief lamp={lamp} />
      </li>
    ))}
  </ul>
);

/** The same with what each of them has to say. */
export const WitnessStatements = ({ service, lamps }: { service: string; lamps: Lamp[] }) => (
  <ul className={css.statements} aria-label={`Witnesses of ${service}`}>
    {lamps.map((lamp) => (
      <li key={lamp.name}>
        <p className={css.lamp} data-tone={lamp.tone}>
          <InBrief lamp={lamp} />
        </p>
        <p className={css.detail}>{lamp.detail}</p>
      </li>
    ))}
  </ul>
);

const InBrief = ({ lamp: { tone, name, word, age } }: { lamp: Lamp }) => (
  <>
    <StatusShape tone={tone} />
    <span>
      {name} <strong>{word}</strong>
    </span>
    <span className={css.age}>{age}</span>
  </>
);
