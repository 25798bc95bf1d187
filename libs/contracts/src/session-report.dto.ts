import { Transform, Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, Matches, ValidateNested } from 'class-validator';
import { REPORTED_PROVIDERS, type ReportedProvider } from './external-services';
import { IsInstant } from './instant';
import { REPORTED_QUALITY, type ReportedQuality } from './quality';
import { CATEGORY, UUID } from './session-words';

/** Two spellings of one accented letter are one category. */
const composed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.normalize('NFC') : value;

export class QualityMetricsDto {
  @IsIn(Object.keys(REPORTED_QUALITY))
  connection_quality_average!: ReportedQuality;

  /** When the quality was measured; without it `last_seen_at`, then `start_time` stands for it. */
  @IsOptional()
  @IsInstant()
  reported_at?: string | null;
}

/** One session as its platform reports it: no name, address or free text has a place here. */
export class SessionReportDto {
  @Transform(composed)
  @IsString()
  @Matches(CATEGORY, {
    message:
      'counselor_category must be a short label such as "Anxiety": at most 48 letters and digits, no long numbers, no addresses',
  })
  counselor_category!: string;

  @IsOptional()
  @IsIn(Object.keys(REPORTED_PROVIDERS))
  provider?: ReportedProvider | null;

  @IsInstant()
  start_time!: string;

  @IsOptional()
  @IsInstant()
  end_time?: string | null;

  @IsOptional()
  @IsInstant()
  last_seen_at?: string | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => QualityMetricsDto)
  quality_metrics?: QualityMetricsDto | null;
}

/** One line of a batch: the report with the session that it is about. */
export class SessionLineDto extends SessionReportDto {
  @Matches(UUID, { message: 'session_id must be a UUID' })
  session_id!: string;
}
