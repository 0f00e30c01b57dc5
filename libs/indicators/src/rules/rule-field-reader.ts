import type { Field, Fields } from './rule-fields.js';

/** One thing that is wrong with a rule as it was written. */
export interface RuleFault {
  /** JSON pointer within the rule. */
  pointer: string;
  code: string;
  message: string;
  params?: Record<string, string | number>;
}

type ExpressionCheck = (
  pointer: string,
  source: string,
  of: 'decimal' | 'bool',
  known: ReadonlySet<string>,
) => RuleFault[];

const MAX_LISTED = 100;
const DECIMAL = /^-?\d{1,15}(\.\d{1,6})?$/;

/** Reads members by their description and keeps every fault with its place. */
export class FieldReader {
  readonly faults: RuleFault[] = [];

  constructor(
    private readonly known: ReadonlySet<string>,
    private readonly checkExpression: ExpressionCheck,
  ) {}

  /** @param others names that somebody else reads. */
  members(
    at: string,
    given: Readonly<Record<string, unknown>>,
    fields: Fields,
    others: ReadonlySet<string> = new Set(),
  ): void {
    for (const name of Object.keys(given))
      if (!Object.hasOwn(fields, name) && !others.has(name))
        this.unknown(`${at}/${name}`, [...Object.keys(fields), ...others]);
    for (const [name, field] of Object.entries(fields)) {
      const value = given[name];
      if (value !== undefined) this.member(`${at}/${name}`, value, field);
      else if (field.required) this.fault(`${at}/${name}`, `${name} is needed.`);
    }
  }

  isObject(at: string, value: unknown): value is Record<string, unknown> {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) this.fault(at, 'This is an object.');
    return isObject;
  }

  /** A list of some of the given words; absent is fine. */
  codes(at: string, value: unknown, allowed: readonly string[]): void {
    if (value === undefined) return;
    if (!Array.isArray(value) || value.length === 0 || !value.every((one) => allowed.includes(one as string)))
      this.fault(at, `This is a list of ${allowed.join(', ')}.`);
  }

  texts(at: string, value: unknown, { pattern, hint }: { pattern: RegExp; hint: string }): void {
    if (!this.isList(at, value)) return;
    value.forEach((one, index) => this.text(`${at}/${index}`, one, pattern, hint));
  }

  unknown(pointer: string, allowed: readonly string[]): void {
    const message = `There is no such member; the allowed ones are ${allowed.toSorted().join(', ')}.`;
    this.faults.push({ pointer, code: 'unknown-member', message });
  }

  private member(at: string, value: unknown, field: Field): void {
    switch (field.is) {
      case 'cell':
        return this.cell(at, value);
      case 'cells':
        return this.cells(at, value, field.count);
      case 'expression':
        return this.expression(at, value, field.of);
      case 'rate':
        return this.rate(at, value, field.isPositive ?? false);
      case 'count':
        return this.count(at, value, field.least, field.most);
      case 'one-of':
        if (!field.values.includes(value as string))
          this.fault(at, `This is one of ${field.values.join(', ')}.`);
        return;
      case 'text':
        return this.text(at, value, field.pattern, field.hint);
      case 'members':
        if (this.isObject(at, value)) this.members(at, value, field.of);
        return;
    }
  }

  private cell(pointer: string, value: unknown): void {
    if (typeof value === 'string' && this.known.has(value)) return;
    const message = `No form has a cell ${typeof value === 'string' ? value.slice(0, 80) : 'like this'}.`;
    this.faults.push({ pointer, code: 'unknown-kpi', message });
  }

  private cells(at: string, value: unknown, count: number | undefined): void {
    if (!this.isList(at, value)) return;
    if (count !== undefined && value.length !== count) this.fault(at, `This is a list of ${count} cells.`);
    value.forEach((one, index) => this.cell(`${at}/${index}`, one));
  }

  private expression(at: string, value: unknown, of: 'decimal' | 'bool'): void {
    if (typeof value !== 'string') return this.fault(at, 'This is an expression.');
    this.faults.push(...this.checkExpression(at, value, of, this.known));
  }

  private rate(at: string, value: unknown, isPositive: boolean): void {
    const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    if (!DECIMAL.test(text)) return this.fault(at, 'This is a decimal like 35 or "0.5".');
    if (text.startsWith('-') || (isPositive && Number(text) === 0))
      this.fault(at, isPositive ? 'This is more than zero.' : 'This is not negative.');
  }

  private count(at: string, value: unknown, least: number, most: number): void {
    if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most)
      this.fault(at, `This is a whole number from ${least} to ${most}.`);
  }

  private text(at: string, value: unknown, pattern: RegExp, hint: string): void {
    if (typeof value !== 'string' || !pattern.test(value)) this.fault(at, `This is ${hint}.`);
  }

  private isList(at: string, value: unknown): value is unknown[] {
    const isList = Array.isArray(value) && value.length > 0 && value.length <= MAX_LISTED;
    if (!isList) this.fault(at, `This is a list of 1 to ${MAX_LISTED}.`);
    return isList;
  }

  private fault(pointer: string, message: string): void {
    this.faults.push({ pointer, code: 'validation-failed', message });
  }
}
