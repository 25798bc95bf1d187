import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsTimeZone, Length } from 'class-validator';
import { SESSION_PROVIDERS, type SessionProvider } from './external-services';
import { HISTORY_METRICS, HISTORY_STEPS, type HistoryMetric, type HistoryStep } from './history';
import { IsInstant } from './instant';

export class HistoryQueryDto {
  @IsIn(HISTORY_METRICS, { message: `metric must be one of ${HISTORY_METRICS.join(', ')}` })
  metric!: HistoryMetric;

  /** First moment of the range; widened to the start of its step. */
  @IsInstant()
  from!: string;

  /** End of the range, exclusive; widened to the end of its step. */
  @IsInstant()
  to!: string;

  @Type(() => Number)
  @IsIn(HISTORY_STEPS, { message: `step must be one of ${HISTORY_STEPS.join(', ')} (seconds)` })
  step!: HistoryStep;

  /** One service instead of all that are monitored; for metrics of requests. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  service?: string;

  /** One provider instead of all, `unknown` for sessions of which nobody told theirs; for active_sessions. */
  @IsOptional()
  @IsIn(SESSION_PROVIDERS, { message: `provider must be one of ${SESSION_PROVIDERS.join(', ')}` })
  provider?: SessionProvider;

  /** IANA name; a step of a day then is a day of this zone. */
  @IsOptional()
  @IsTimeZone({ message: 'time_zone must be a name such as Europe/Berlin' })
  time_zone?: string;
}
