/** Why a point is not counted. */
export class Rejection extends Error {}

export function requireThat(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Rejection(otherwise);
}
