import { DomainError } from '../domain-error';

/** More names than this are a fault of the sender, such as a name per session. */
export const MOST_CATEGORIES = 64;

/** New categories for which there is no room. */
export class TooManyCategories extends DomainError {
  constructor(readonly refused: readonly string[]) {
    super('invalid', categoryFull, { faults: [{ field: 'counselor_category', detail: categoryFull }] });
  }
}

const categoryFull =
  `counselor_category is new, and ${MOST_CATEGORIES} categories are known already; ` +
  'send one of those, or have unused ones removed from the table counselor_categories';
