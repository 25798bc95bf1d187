import { Type } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, Matches, ValidateNested } from 'class-validator';
import { REPORTED_PROVIDERS, type ReportedProvider } from './external-services';
import { REPORTED_QUALITY, type ReportedQuality } from './quality';

/** A label such as "Anxiety" or "academic_stress": one to 48 characters, no @, no run of four digits. */
const CATEGORY = /^(?!.*\d{4})[\p{L}\d][\p{L}\d &/'’+(),._-]{0,47}$/u;
const TIME = { strict: true, strictSeparator: true };

export class QualityMetricsDto {
  @IsIn(Object.keys(REPORTED_QUALITY))
  connection_quality_average!: ReportedQuality;

  /** When the quality was measured; without it `last_seen_at`, then `start_time` stands for it. */
  @IsOptional()
  @IsISO8601(TIME)
  reported_at?: string;
}

/** One session as its platform reports it: no name, address or free text has a place here. */
export class SessionReportDto {
  @IsString()
  @Matches(CATEGORY, { message: 'counselor_category must be a short label such as "Anxiety"' })
  counselor_category!: string;

  @IsOptional()
  @IsIn(Object.keys(REPORTED_PROVIDERS))
  provider?: ReportedProvider;

  @IsISO8601(TIME)
  start_time!: string;

  @IsOptional()
  @IsISO8601(TIME)
  end_time?: string;

  @IsOptional()
  @IsISO8601(TIME)
  last_seen_at?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => QualityMetricsDto)
  quality_metrics?: QualityMetricsDto;
}
