import { isIsoDate } from '../dates/iso-date.js';
import { CalendarError } from '../errors/calendar-error.js';

/** A reference file an agency edits says something that cannot be used; the message names the place. */
export class InvalidReferenceDataError extends CalendarError {
  constructor(path: string, expected: string) {
    super('invalid-reference-data', `${path}: ${expected}.`, { path, expected });
  }
}

type Fields = Record<string, unknown>;

const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Reads one mapping of a parsed YAML file field by field. Every refusal names the path of the field, and a field that
 * nobody asked for is refused too, because a mistyped name would otherwise silently fall back to a default.
 */
export class ReferenceFields {
  private readonly fields: Fields;

  constructor(
    value: unknown,
    readonly path: string,
    allowed: readonly string[],
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new InvalidReferenceDataError(path, 'expected a mapping');
    }
    this.fields = value as Fields;
    const stranger = Object.keys(this.fields).find((name) => !allowed.includes(name));
    if (stranger !== undefined) {
      throw new InvalidReferenceDataError(
        `${path}.${stranger}`,
        `unknown field; allowed are ${allowed.join(', ')}`,
      );
    }
  }

  /** The raw value, undefined when absent. */
  value(name: string): unknown {
    return this.fields[name];
  }

  text(name: string): string {
    const value = this.fields[name];
    if (typeof value !== 'string' || value.trim() === '') throw this.fault(name, 'expected a text');
    return value;
  }

  /** Null when the field is absent or null. */
  optionalText(name: string): string | null {
    return this.isAbsent(name) ? null : this.text(name);
  }

  date(name: string): string {
    const value = this.fields[name];
    if (!isIsoDate(value)) throw this.fault(name, 'expected a calendar day such as 2026-03-20');
    return value;
  }

  /** Null when the field is absent or null: an open end of an interval. */
  optionalDate(name: string): string | null {
    return this.isAbsent(name) ? null : this.date(name);
  }

  /** A wall-clock time 'HH:MM'. */
  localTime(name: string): string {
    const value = this.fields[name];
    if (typeof value !== 'string' || !LOCAL_TIME.test(value))
      throw this.fault(name, 'expected a time such as "18:00"');
    return value;
  }

  /** An IANA time-zone id which the runtime knows. */
  zone(name: string): string {
    const value = this.text(name);
    try {
      return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions() && value;
    } catch {
      throw this.fault(name, `"${value}" is not a known time zone`);
    }
  }

  wholeNumber(name: string, min: number, max: number): number {
    const value = this.fields[name];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      throw this.fault(name, `expected a whole number from ${min} to ${max}`);
    }
    return value;
  }

  flag(name: string, whenAbsent: boolean): boolean {
    const value = this.fields[name] ?? whenAbsent;
    if (typeof value !== 'boolean') throw this.fault(name, 'expected true or false');
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const found = allowed.find((candidate) => candidate === this.fields[name]);
    if (found === undefined) throw this.fault(name, `expected one of ${allowed.join(', ')}`);
    return found;
  }

  list(name: string): unknown[] {
    const value = this.fields[name];
    if (!Array.isArray(value)) throw this.fault(name, 'expected a list');
    return value;
  }

  /** The error for a field of this mapping, for rules that span several fields. */
  fault(name: string, expected: string): InvalidReferenceDataError {
    return new InvalidReferenceDataError(`${this.path}.${name}`, expected);
  }

  private isAbsent(name: string): boolean {
    return this.fields[name] === undefined || this.fields[name] === null;
  }
}
