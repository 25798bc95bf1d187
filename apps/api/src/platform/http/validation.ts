import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import type { FieldFault } from '@watchroom/contracts';
import { DomainError } from '../../core/domain-error';
import { inheritedNames } from './inherited-names';

/** Every fault of a body or query, each with the path of its field. */
export function faultsOf(errors: ValidationError[], path = ''): FieldFault[] {
  return errors.flatMap((error) => {
    const field = path === '' ? error.property : `${path}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((detail) => ({ field, detail }));
    own.reverse(); // class-validator goes bottom up; on top stands what kind of value it must be
    return [...own, ...faultsOf(error.children ?? [], field)];
  });
}

/** Names such as "constructor" pass class-transformer and class-validator unseen: they are dropped, not refused. */
class StrictPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (this.toValidate(metadata)) {
      if (metadata.type === 'body' && !isRecord(value))
        throw new DomainError('invalid', 'The body must be one JSON object, sent as application/json.');
      const faults = inheritedNames(value).map((field) => ({
        field,
        detail: `property ${field} should not exist`,
      }));
      if (faults.length > 0) throw refusal(faults);
    }
    return super.transform(value, metadata);
  }
}

/** No array, and no stream of lines either. */
const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Unknown properties are refused, never ignored. */
export const validationPipe = () =>
  new StrictPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => refusal(faultsOf(errors)),
  });

function refusal(faults: FieldFault[]): DomainError {
  const [first] = faults;
  return new DomainError('invalid', first ? first.detail : 'The request is not valid.', { faults });
}
