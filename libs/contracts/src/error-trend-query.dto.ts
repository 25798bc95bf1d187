import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export class ErrorTrendQueryDto {
  /** How many UTC hours, the one still filling included. */
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'hours must be a whole number' })
  @Min(1)
  @Max(168)
  hours: number = 24;
}
