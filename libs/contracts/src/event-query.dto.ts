import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import { EVENT_KINDS, type EventKind, MOST_EVENTS, USUAL_EVENTS } from './events';
import { IsInstant } from './instant';

export class EventQueryDto {
  /** First moment of the range; by default a day before its end. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** End of the range, exclusive; by default now. */
  @IsOptional()
  @IsInstant()
  to?: string;

  /** `next` of the page before. */
  @IsOptional()
  @IsString()
  @Length(1, 400)
  before?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'limit must be a whole number' })
  @Min(1)
  @Max(MOST_EVENTS)
  limit: number = USUAL_EVENTS;

  /** Only these kinds, with commas between them. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray({ message: 'kind must be a list with commas, such as limit,verdict' })
  @ArrayMinSize(1)
  @ArrayMaxSize(EVENT_KINDS.length)
  @IsIn(EVENT_KINDS, { each: true, message: `kind must be of ${EVENT_KINDS.join(', ')}` })
  kind?: EventKind[];
}
