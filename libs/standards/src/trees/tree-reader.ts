/** A fault of a document and where it is. */
export interface TreeFault {
  pointer: string;
  code: string;
  message: string;
}

const MAX_TITLE = 300;
const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/;
// Letters, marks, digits, punctuation and spaces of any script; nothing that steers a screen.
const PLAIN = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]+$/u;

/** Reads an unknown document member by member and remembers every fault instead of stopping at the first. */
export class TreeReader {
  readonly faults: TreeFault[] = [];

  fault(pointer: string, message: string, code = 'validation-failed'): void {
    this.faults.push({ pointer, code, message });
  }

  /** The members of an object; faults for what is none, and for members that nobody knows. */
  members(value: unknown, pointer: string, known: readonly string[]): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fault(pointer, 'An object is needed here.');
      return {};
    }
    for (const name of Object.keys(value))
      if (!known.includes(name)) this.fault(`${pointer}/${name}`, `Known here: ${known.join(', ')}.`);
    return value as Record<string, unknown>;
  }

  list(value: unknown, pointer: string, most: number): unknown[] {
    if (Array.isArray(value) && value.length > 0 && value.length <= most) return value;
    this.fault(pointer, `A list of 1 to ${most} is needed here.`);
    return [];
  }

  text(value: unknown, pointer: string, pattern: RegExp): string {
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.fault(pointer, `A text of the form ${pattern.source} is needed here.`);
    return '';
  }

  flag(value: unknown, pointer: string): boolean {
    if (value === undefined || typeof value === 'boolean') return value ?? false;
    this.fault(pointer, 'true or false is needed here.');
    return false;
  }

  whole(value: unknown, pointer: string, least: number, most: number): number {
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    this.fault(pointer, `A whole number from ${least} to ${most} is needed here.`);
    return least;
  }

  titles(value: unknown, pointer: string): Record<string, string> {
    if (typeof value !== 'object' || value === null || !('en' in value)) {
      this.fault(pointer, 'Titles by language are needed here, `en` among them.');
      return {};
    }
    for (const [language, title] of Object.entries(value)) {
      const isTitle = typeof title === 'string' && title.length <= MAX_TITLE && PLAIN.test(title);
      if (!LANGUAGE.test(language) || !isTitle)
        this.fault(`${pointer}/${language}`, `A title of at most ${MAX_TITLE} characters is needed here.`);
    }
    return value as Record<string, string>;
  }
}
