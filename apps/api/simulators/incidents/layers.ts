/**
 * One thing that several incidents change at the same time: the one that began last is seen, and when one ends, what
 * the others want of it is seen again.
 */
export class Layers<T> {
  private readonly wanted: { value: T }[] = [];

  constructor(
    private readonly usual: T,
    private readonly show: (value: T) => void,
  ) {}

  /** Begins to want `value` and returns how to end that; to end it twice changes nothing. */
  begin(value: T): () => void {
    const layer = { value };
    this.wanted.push(layer);
    this.show(value);
    return () => {
      const index = this.wanted.indexOf(layer);
      if (index === -1) return;
      const wasSeen = index === this.wanted.length - 1;
      this.wanted.splice(index, 1);
      if (wasSeen) this.show(this.wanted.at(-1)?.value ?? this.usual);
    };
  }
}
