import { IsOptional } from 'class-validator';
import { IsInstant } from './instant';

export class CategoryQueryDto {
  /** First moment of the range, widened to the start of its step; by default a day before its end. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** End of the range, exclusive, widened to the end of its step; by default now. */
  @IsOptional()
  @IsInstant()
  to?: string;
}
