import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import type { FieldFault } from '@watchroom/contracts';
import { DomainError } from '../../core/domain-error';
import { inheritedNames } from './inherited-names';

/** Every fault of a body or query, each with the path of its field. */
export function faultsOf(errors: ValidationError[], path = ''): FieldFault[] {
  return errors.flatMap((error) => {
    const field = path === '' ? error.property : `${path}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((detail) => ({ field, detail }));
    return [...own, ...faultsOf(error.children ?? [], field)];
  });
}

/** Names such as "constructor" pass class-transformer and class-validator unseen: they are dropped, not refused. */
class StrictPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (this.toValidate(metadata)) {
      const faults = inheritedNames(value).map((field) => ({
        field,
        detail: `property ${field} should not exist`,
      }));
      if (faults.length > 0) throw refusal(faults);
    }
    return super.transform(value, metadata);
  }
}

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
