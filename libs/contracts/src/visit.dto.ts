import { IsInstant } from './instant';

export class VisitDto {
  /** `as_of` of what was seen: what happened later is still news. */
  @IsInstant()
  until!: string;
}
