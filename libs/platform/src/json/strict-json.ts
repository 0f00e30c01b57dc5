import { BusinessError } from '../errors/business-error.js';

export interface StrictJsonLimits {
  maxDepth: number;
  maxNodes: number;
}

export const REQUEST_LIMITS: StrictJsonLimits = { maxDepth: 20, maxNodes: 5_000 };

const FORBIDDEN_MEMBERS = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// Control characters are what this pattern is about: JSON allows none of them in a string.
// oxlint-disable-next-line no-control-regex
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WHITESPACE = /[ \t\n\r]*/y;
const LITERALS: ReadonlyArray<readonly [string, boolean | null]> = [
  ['true', true],
  ['false', false],
  ['null', null],
];

export type JsonValue =
  string | number | boolean | null | NumberText | JsonValue[] | { [member: string]: JsonValue };

/** A number exactly as it was written, for callers that must not lose a digit. */
export class NumberText {
  constructor(readonly text: string) {}
}

/**
 * Parses JSON that JavaScript would silently bend: duplicate members, numbers that do not survive a
 * double, nesting that overflows later walkers, members that touch prototypes.
 *
 * @param numbers `exact` refuses numbers that lose digits as doubles; `text` keeps them as written.
 * @throws BusinessError `malformed-json` (with the offset), `json-too-deep`, `duplicate-member`,
 *   `unknown-member`, `number-not-exact`, `forbidden-character`.
 */
export function parseStrictJson(
  text: string,
  limits: StrictJsonLimits = REQUEST_LIMITS,
  numbers: 'exact' | 'text' = 'exact',
): JsonValue {
  return new Reader(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, limits, numbers).document();
}

class Reader {
  private at = 0;
  private nodes = 0;

  constructor(
    private readonly text: string,
    private readonly limits: StrictJsonLimits,
    private readonly numbers: 'exact' | 'text',
  ) {}

  document(): JsonValue {
    const value = this.value(0, '');
    this.skip();
    if (this.at < this.text.length) throw this.malformed();
    return value;
  }

  private value(depth: number, pointer: string): JsonValue {
    if (depth > this.limits.maxDepth) throw tooDeep(`deeper than ${this.limits.maxDepth} levels`);
    if (++this.nodes > this.limits.maxNodes) throw tooDeep(`more than ${this.limits.maxNodes} values`);
    this.skip();
    const first = this.text[this.at];
    if (first === '{') return this.object(depth, pointer);
    if (first === '[') return this.array(depth, pointer);
    if (first === '"') return this.string(pointer);
    return this.scalar(pointer);
  }

  private object(depth: number, pointer: string): JsonValue {
    const members: { [member: string]: JsonValue } = {};
    this.at++;
    if (this.takes('}')) return members;
    do {
      this.skip();
      const name = this.string(pointer);
      this.refuseMember(members, name, pointer);
      this.expect(':');
      members[name] = this.value(depth + 1, `${pointer}/${escaped(name)}`);
    } while (this.takes(','));
    this.expect('}');
    return members;
  }

  private refuseMember(members: object, name: string, pointer: string): void {
    const where = `${pointer}/${escaped(name)}`;
    if (FORBIDDEN_MEMBERS.has(name))
      throw fault('INVALID', 'unknown-member', where, `“${name}” is not a member here.`);
    if (Object.hasOwn(members, name)) {
      throw fault('MALFORMED', 'duplicate-member', where, `“${name}” occurs twice; which one is meant?`);
    }
  }

  private array(depth: number, pointer: string): JsonValue[] {
    const items: JsonValue[] = [];
    this.at++;
    if (this.takes(']')) return items;
    do items.push(this.value(depth + 1, `${pointer}/${items.length}`));
    while (this.takes(','));
    this.expect(']');
    return items;
  }

  private string(pointer: string): string {
    const raw = this.quoted();
    const value = (raw.includes('\\') ? JSON.parse(raw) : raw.slice(1, -1)) as string;
    if (value.includes('\u0000') || !value.isWellFormed()) {
      throw fault('INVALID', 'forbidden-character', pointer, 'The text holds a NUL or half of a character.');
    }
    return value;
  }

  private scalar(pointer: string): JsonValue {
    for (const [word, value] of LITERALS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    const written = this.match(NUMBER);
    return this.numbers === 'text' ? new NumberText(written) : exactNumber(written, pointer);
  }

  /** Piece by piece: one pattern for the whole would keep a place to return to for every character. */
  private quoted(): string {
    if (this.text[this.at] !== '"') throw this.malformed();
    let end = this.skipped(PLAIN_TEXT, this.at + 1);
    while (this.text[end] !== '"') {
      const next = this.skipped(ESCAPE, end);
      // Without an escape here the text has no end: the fault is where it began.
      if (next === 0) throw this.malformed();
      end = this.skipped(PLAIN_TEXT, next);
    }
    const raw = this.text.slice(this.at, end + 1);
    this.at = end + 1;
    return raw;
  }

  /** Where a match that begins exactly there ends; 0 without one. */
  private skipped(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    pattern.exec(this.text);
    return pattern.lastIndex;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (!found) throw this.malformed();
    this.at += found.length;
    return found;
  }

  private takes(character: string): boolean {
    this.skip();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private expect(character: string): void {
    if (!this.takes(character)) throw this.malformed();
  }

  private skip(): void {
    this.at = this.skipped(WHITESPACE, this.at);
  }

  private malformed(): BusinessError {
    return new BusinessError('MALFORMED', 'malformed-json', {
      detail: `The body is not valid JSON at character ${this.at}.`,
      params: { offset: this.at },
    });
  }
}

/** A member name inside a JSON pointer (RFC 6901 §3). */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * A double carries 15 to 17 digits; a number that changes on the way must come as a string. Minus
 * zero is zero: nothing here is counted from below.
 */
function exactNumber(written: string, pointer: string): number {
  const value = Number(written) + 0;
  const digits = written
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '');
  const vanished = value === 0 && /[1-9]/.test(digits);
  if (!Number.isFinite(value) || vanished || digits.length > 15) {
    throw fault(
      'INVALID',
      'number-not-exact',
      pointer,
      'This number loses digits in JSON; send it as a string.',
    );
  }
  return value;
}

function fault(kind: 'INVALID' | 'MALFORMED', code: string, pointer: string, message: string): BusinessError {
  return new BusinessError(kind, code, { detail: message, faults: [{ pointer, code, message }] });
}

function tooDeep(what: string): BusinessError {
  return new BusinessError('MALFORMED', 'json-too-deep', {
    detail: `The body is too large to walk: ${what}.`,
  });
}
