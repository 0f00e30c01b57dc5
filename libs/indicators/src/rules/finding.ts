import type { Severity, ValidationRule } from './rule.js';

/** What a rule says about a cell. */
export interface Finding {
  /** The same wherever the same rule version speaks about the same cell. */
  id: string;
  rule: string;
  version: number;
  cell: string;
  severity: Severity;
  /** Stable code of the message, e.g. `rule.part-exceeds-whole`; `rule.own-words` where the rule brings its own. */
  code: string;
  message: string;
  params: Record<string, string | number>;
  /** The rule's own words by language, filled in. */
  texts?: Readonly<Record<string, string>>;
}

/** Characters below which an explanation explains nothing. */
export const MIN_EXPLANATION = 15;

/** Reasons that need no words of their own: entered in place of an explanation. */
export const EXPLANATION_CODES = [
  'SEASONAL',
  'PUBLIC_HOLIDAY',
  'CAMPAIGN',
  'NEW_SERVICE',
  'SERVICE_ENDED',
  'PARTLY_CLOSED',
  'SYSTEM_OUTAGE',
  'STAFF_SHORTAGE',
  'CHECKED_AND_RIGHT',
] as const;

const CODES: ReadonlySet<string> = new Set(EXPLANATION_CODES);

/** Whether the words beside a cell are enough to answer an EXPLAIN finding: a reason code, or 15 characters. */
export function explains(explanation: string | null | undefined): boolean {
  const words = (explanation ?? '').trim();
  return CODES.has(words) || words.length >= MIN_EXPLANATION;
}

/** A finding of a rule in its English words; the rule's own words take their place where it brings any. */
export function findingOf(
  rule: ValidationRule,
  cell: string,
  said: { code: string; message: string; params: Finding['params'] },
): Finding {
  const { code, version, severity } = rule;
  const base = { id: findingId(code, version, cell), rule: code, version, cell, severity };
  if (!rule.message) return { ...base, ...said };
  const params = { ...said.params, cell };
  const texts = Object.fromEntries(
    Object.entries(rule.message).map(([language, words]) => [language, filled(words, params)]),
  );
  return { ...base, code: 'rule.own-words', message: texts.en ?? said.message, params, texts };
}

function filled(words: string, params: Finding['params']): string {
  return words.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(params[name] ?? whole));
}

const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const BITS = 64;

/**
 * FNV-1a over the rule version and the cell, as 16 hex digits. Not a secret and not a signature: it only has to be the
 * same in a browser, where the platform's digests are asynchronous.
 */
export function findingId(rule: string, version: number, cell: string): string {
  let hash = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(`${rule}@${version}/${cell}`))
    hash = BigInt.asUintN(BITS, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(BITS / 4, '0');
}
