import type { QueryKey } from '@tanstack/react-query';

/** What the keys of all figures begin with, and of nothing else: they are asked for again together. */
export const ALL_FIGURES = ['metrics'] as const;

/** Queries of all figures but one, which is named by what follows in its key. */
export const isFigureBut =
  (name: string) =>
  ({ queryKey: [topic, of] }: { queryKey: QueryKey }): boolean =>
    topic === ALL_FIGURES[0] && of !== name;
