export type Environment = Readonly<Record<string, string | undefined>>;

interface NumberRange {
  fallback: number;
  min: number;
  max: number;
  integer?: boolean;
}

/** Reads settings one by one and remembers every fault, so that all are told together. Values are never repeated in a fault. */
export class SettingReader {
  readonly faults: string[] = [];

  constructor(private readonly env: Environment) {}

  fault(name: string, cure: string): void {
    this.faults.push(`${name}: ${cure}`);
  }

  text(name: string): string | null {
    const value = this.env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  secret(name: string, minBytes: number, requiredBecause: string | null): string | null {
    const value = this.text(name);
    if (value === null && requiredBecause !== null)
      this.fault(name, `is required ${requiredBecause}; set it to at least ${minBytes} random bytes`);
    if (value !== null && Buffer.byteLength(value) < minBytes)
      this.fault(name, `must have at least ${minBytes} bytes`);
    return value;
  }

  /** Comma-separated secrets that are valid at the same time, such as the old and the new one; none when unset. */
  secrets(name: string, fits: (secret: string) => boolean, cure: string): readonly string[] {
    const words = (this.text(name) ?? '').split(',').map((word) => word.trim());
    const secrets = words.filter((word) => word !== '');
    if (!secrets.every(fits)) this.fault(name, cure);
    return secrets;
  }

  number(name: string, { fallback, min, max, integer = true }: NumberRange): number {
    const value = this.text(name);
    if (value === null) return fallback;
    const number = Number(value);
    const fits = Number.isFinite(number) && number >= min && number <= max;
    if (fits && (!integer || Number.isInteger(number))) return number;
    this.fault(name, `must be a ${integer ? 'whole ' : ''}number from ${min} to ${max}`);
    return fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined) return fallback;
    if (['on', 'true', '1', 'yes'].includes(value)) return true;
    if (['off', 'false', '0', 'no'].includes(value)) return false;
    this.fault(name, 'must be on or off');
    return fallback;
  }

  /** A comma-separated choice among `options`; all of them when unset. */
  list<Option extends string>(name: string, options: readonly Option[]): readonly Option[] {
    const value = this.text(name);
    if (value === null) return options;
    const words = value.split(',').map((word) => word.trim());
    if (!words.every((word) => (options as readonly string[]).includes(word)))
      this.fault(name, `must be a comma-separated choice of ${options.join(', ')}`);
    return options.filter((option) => words.includes(option));
  }

  url(name: string, protocols: string[], fallback: string): string;
  url(name: string, protocols: string[], fallback: null): string | null;
  url(name: string, protocols: string[], fallback: string | null): string | null {
    const value = this.text(name);
    if (value === null) return fallback;
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url && protocols.includes(url.protocol) && url.hostname !== '') return value.replace(/\/+$/, '');
    this.fault(name, `must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`);
    return fallback;
  }
}
