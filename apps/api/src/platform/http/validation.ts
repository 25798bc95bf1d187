import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { FieldFault } from '@watchroom/contracts';
import { DomainError } from '../../core/domain-error';

/** Every fault of a body or query, each with the path of its field. */
export function faultsOf(errors: ValidationError[], path = ''): FieldFault[] {
  return errors.flatMap((error) => {
    const field = path === '' ? error.property : `${path}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((detail) => ({ field, detail }));
    return [...own, ...faultsOf(error.children ?? [], field)];
  });
}

/** Unknown properties are refused, never ignored. */
export const validationPipe = () =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => {
      const faults = faultsOf(errors);
      const [first] = faults;
      return new DomainError('invalid', first ? first.detail : 'The request is not valid.', { faults });
    },
  });
