import { IsOptional } from 'class-validator';
import { IsInstant } from './instant';

export class RequestWindowQueryDto {
  /** First moment of the window; an hour before its end by default. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** End of the window, exclusive; now by default. */
  @IsOptional()
  @IsInstant()
  to?: string;
}
