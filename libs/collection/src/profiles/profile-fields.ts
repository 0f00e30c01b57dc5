/** Thrown when a source profile is not usable; names every fault with its JSON pointer, not only the first. */
export class SourceProfileError extends Error {
  constructor(readonly faults: readonly { pointer: string; message: string }[]) {
    super(
      `The source profile is not usable: ${faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}`,
    );
    this.name = SourceProfileError.name;
  }
}

/** Reads the members of one object of a profile and notes every fault on the way instead of stopping at the first. */
export class ProfileFields {
  private readonly read = new Set<string>();
  private readonly source: Record<string, unknown>;

  constructor(
    value: unknown,
    private readonly pointer: string,
    private readonly faults: { pointer: string; message: string }[],
  ) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject && value !== undefined) this.fault('', 'must be an object');
    this.source = isObject ? (value as Record<string, unknown>) : {};
  }

  text(name: string, fallback?: string): string {
    const value = this.take(name) ?? fallback;
    if (typeof value === 'string' && value !== '') return value;
    this.fault(name, 'must be a text');
    return '';
  }

  optionalText(name: string): string | undefined {
    return this.take(name) === undefined ? undefined : this.text(name);
  }

  integer(name: string, min: number, max: number, fallback?: number): number {
    const value = this.take(name) ?? fallback;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    this.fault(name, `must be a whole number from ${min} to ${max}`);
    return min;
  }

  flag(name: string): boolean {
    const value = this.take(name) ?? false;
    if (typeof value !== 'boolean') this.fault(name, 'must be true or false');
    return value === true;
  }

  choice<T extends string>(name: string, allowed: readonly T[], fallback?: T): T {
    const value = this.take(name) ?? fallback;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) this.fault(name, `must be one of ${allowed.join(', ')}`);
    return found ?? allowed[0]!;
  }

  texts(name: string): string[] {
    const value = this.take(name) ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    this.fault(name, 'must be a list of texts');
    return [];
  }

  /** A map whose values are read by `readValue`; its own names are free. */
  map<T>(name: string, readValue: (value: unknown, pointer: string) => T): Record<string, T> {
    const value = this.take(name) ?? {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fault(name, 'must be an object');
      return {};
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, readValue(item, `${this.pointer}/${name}/${key}`)]),
    );
  }

  part(name: string): ProfileFields {
    return new ProfileFields(this.take(name), `${this.pointer}/${name}`, this.faults);
  }

  /** Whether the member is there at all. */
  has(name: string): boolean {
    return this.take(name) !== undefined;
  }

  isNull(name: string): boolean {
    return this.take(name) === null;
  }

  fault(name: string, message: string): void {
    this.faults.push({ pointer: name === '' ? this.pointer || '/' : `${this.pointer}/${name}`, message });
  }

  /** To be called last: a member that nobody asked for is a slip of the pen that would otherwise be silently idle. */
  done(): void {
    for (const name of Object.keys(this.source)) if (!this.read.has(name)) this.fault(name, 'is not known');
  }

  private take(name: string): unknown {
    this.read.add(name);
    return Object.hasOwn(this.source, name) ? this.source[name] : undefined;
  }
}
