/** Tells of trouble on stderr, but not again and again of the same. */
export class Complaints {
  private readonly last = new Map<string, string>();

  constructor(private readonly tell: (line: string) => void = (line) => console.warn(line)) {}

  about(what: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (this.last.get(what) === message) return;
    this.last.set(what, message);
    this.tell(`Demo, ${what}: ${message}`);
  }

  /** It works again: the next trouble is worth a line. */
  settled(what: string): void {
    this.last.delete(what);
  }
}
