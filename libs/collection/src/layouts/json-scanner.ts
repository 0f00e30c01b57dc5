import { FileRefusal } from './file-refusal.js';
import type { RefusalCode } from './file-refusal.js';
import type { JsonNode } from './layout.js';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LONE_SURROGATE = /\p{Surrogate}/u;
const BLANK = /[ \t\r\n]*/y;
const WORDS: Readonly<Record<string, JsonNode>> = {
  null: { type: 'null' },
  true: { type: 'boolean', value: true },
  false: { type: 'boolean', value: false },
};
/** Names that reach an object's prototype; no report has a use for them. */
const PROTOTYPE_MEMBERS = new Set(['__proto__', 'constructor', 'prototype']);
const LONGEST_STRING = 32_767;

/** A recursive-descent reader of one JSON text; the depth limit is what makes the recursion safe. */
export class JsonScanner {
  private at = 0;
  private nodes = 0;

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
    private readonly maxNodes: number,
  ) {}

  /** Reads the whole text as one value; anything after it is a fault. */
  readDocument(): JsonNode {
    const node = this.readValue(0);
    this.skipBlank();
    if (this.at < this.text.length) this.fail('malformed-json', 'Text follows the end of the JSON value');
    return node;
  }

  private readValue(depth: number): JsonNode {
    this.skipBlank();
    if (depth > this.maxDepth)
      this.fail('json-too-deep', `The value is nested deeper than ${this.maxDepth} levels`);
    this.nodes += 1;
    if (this.nodes > this.maxNodes)
      this.fail('too-many-items', `The file holds more than ${this.maxNodes} values`);
    const next = this.text[this.at];
    if (next === '{') return this.readObject(depth);
    if (next === '[') return this.readArray(depth);
    if (next === '"') return { type: 'string', text: this.readString() };
    return this.readWord() ?? this.readNumber();
  }

  private readObject(depth: number): JsonNode {
    const members: [string, JsonNode][] = [];
    const names = new Set<string>();
    this.readSequence('}', () => {
      this.skipBlank();
      const name = this.readMemberName(names);
      this.skipBlank();
      this.expect(':');
      members.push([name, this.readValue(depth + 1)]);
    });
    return { type: 'object', members };
  }

  private readArray(depth: number): JsonNode {
    const items: JsonNode[] = [];
    this.readSequence(']', () => items.push(this.readValue(depth + 1)));
    return { type: 'array', items };
  }

  private readSequence(close: string, readItem: () => void): void {
    this.at += 1;
    this.skipBlank();
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      readItem();
      this.skipBlank();
      if (this.text[this.at] === close) break;
      this.expect(',');
    }
    this.at += 1;
  }

  private readMemberName(names: Set<string>): string {
    if (this.text[this.at] !== '"')
      this.fail('malformed-json', 'A member name in quotation marks was expected');
    const name = this.readString();
    if (PROTOTYPE_MEMBERS.has(name)) this.fail('unknown-member', `The member "${name}" is not allowed`);
    if (names.has(name)) this.fail('duplicate-member', `The member "${name}" occurs twice`);
    names.add(name);
    return name;
  }

  private readString(): string {
    const value = this.parseString(this.text.slice(this.at, this.endOfString()));
    if (value.includes('\0') || LONE_SURROGATE.test(value)) {
      this.fail('forbidden-character', 'A text holds NUL or half of a surrogate pair');
    }
    return value;
  }

  /** Finds the closing quotation mark by hand: a pattern over a text of megabytes would exhaust its own stack. */
  private endOfString(): number {
    let end = this.at + 1;
    while (this.text[end] !== '"') {
      if (end >= this.text.length) this.fail('malformed-json', 'A text value is not closed');
      if (end - this.at > LONGEST_STRING)
        this.fail('field-too-long', `A text is longer than ${LONGEST_STRING} characters`);
      end += this.text[end] === '\\' ? 2 : 1;
    }
    return end + 1;
  }

  private parseString(source: string): string {
    try {
      const value: unknown = JSON.parse(source);
      this.at += source.length;
      return String(value);
    } catch {
      return this.fail('malformed-json', 'A text value holds a raw control character or a wrong escape');
    }
  }

  private readNumber(): JsonNode {
    const source = this.match(NUMBER);
    if (source === undefined) this.fail('malformed-json', 'A JSON value was expected');
    return { type: 'number', text: source };
  }

  private readWord(): JsonNode | undefined {
    const word = Object.keys(WORDS).find((name) => this.text.startsWith(name, this.at));
    if (word === undefined) return undefined;
    this.at += word.length;
    return WORDS[word];
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private skipBlank(): void {
    this.match(BLANK);
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) this.fail('malformed-json', `"${character}" was expected`);
    this.at += 1;
  }

  private fail(code: RefusalCode, message: string): never {
    throw new FileRefusal(code, `${message} (at character ${this.at + 1}).`, { offset: this.at });
  }
}
