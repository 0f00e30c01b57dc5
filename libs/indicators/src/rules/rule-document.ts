import { expressionOf, ExpressionInvalidError } from './expression.js';
import { FieldReader, type RuleFault } from './rule-field-reader.js';
import { FIELDS_OF_KIND, PART_OF_WHOLE, type Field, type Fields } from './rule-fields.js';
import { SEVERITIES, STAGES, type RuleKind, type ValidationRule } from './rule.js';

const LIST = { is: 'text', pattern: /^[\w.:-]{1,80}$/, hint: 'a code' } as const;
const DAY: Field = { is: 'text', pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, hint: 'a date' };
const WORDS: Field = { is: 'text', pattern: /^[^\p{Cc}\p{Cs}]{3,300}$/u, hint: '3 to 300 characters' };

/** Members that every rule may have. Lists of codes are read one by one. */
const COMMON: Fields = {
  severity: { is: 'one-of', values: SEVERITIES, required: true },
  when: { is: 'expression', of: 'bool' },
  message: { is: 'members', of: { en: { ...WORDS, required: true }, az: WORDS, ru: WORDS } },
  validFrom: DAY,
  validTo: DAY,
  owner: { is: 'text', pattern: /^[^\p{Cc}\p{Cs}]{2,80}$/u, hint: '2 to 80 characters' },
};
const SCOPE_MEMBERS = ['forms', 'partners', 'units', 'unitTypes'];
const NAMES = new Set(['code', 'version', 'kind', 'stages', 'scope']);

export interface ReadRule {
  /** Usable only without faults. */
  rule: ValidationRule;
  faults: RuleFault[];
}

/**
 * Reads a rule as a person wrote it, and finds everything that is wrong with it at once: members that its kind does not
 * have, cells that no form has, expressions that do not type-check.
 *
 * @param document the rule without code and version.
 * @param known codes of all cells.
 */
export function readRule(
  identity: { code: string; version: number },
  document: Record<string, unknown>,
  known: ReadonlySet<string>,
): ReadRule {
  const kind = document.kind as RuleKind;
  const fields = Object.hasOwn(FIELDS_OF_KIND, String(kind)) ? FIELDS_OF_KIND[kind] : undefined;
  const rule = { ...document, ...identity } as unknown as ValidationRule;
  if (!fields) {
    const message = `kind is one of ${Object.keys(FIELDS_OF_KIND).join(', ')}.`;
    return { rule, faults: [{ pointer: '/kind', code: 'validation-failed', message }] };
  }
  const ownFields = kind === 'COMPARE' && 'part' in document ? PART_OF_WHOLE : fields;
  const reader = new FieldReader(known, expressionFaults);
  reader.members('', document, { ...COMMON, ...ownFields }, NAMES);
  reader.codes('/stages', document.stages, STAGES);
  readScope(reader, document.scope);
  return { rule, faults: [...reader.faults, ...contradictions(rule)] };
}

function readScope(reader: FieldReader, scope: unknown): void {
  if (scope === undefined) return;
  if (!reader.isObject('/scope', scope)) return;
  for (const [name, list] of Object.entries(scope)) {
    if (SCOPE_MEMBERS.includes(name)) reader.texts(`/scope/${name}`, list, LIST);
    else reader.unknown(`/scope/${name}`, SCOPE_MEMBERS);
  }
}

/** What no single member shows. */
function contradictions(rule: ValidationRule): RuleFault[] {
  const faults: RuleFault[] = [];
  const say = (pointer: string, message: string) =>
    faults.push({ pointer, code: 'validation-failed', message });
  if (rule.kind === 'DIGIT' && rule.severity !== 'INFO')
    say('/severity', 'Rounded values are a hint, never a fault: INFO.');
  if (rule.kind === 'RANGE' && rule.min === undefined && rule.max === undefined)
    say('/min', 'A range needs a lower or an upper bound.');
  if (rule.kind === 'PAIR' && rule.cells?.[0] === rule.cells?.[1])
    say('/cells', 'A pair has two different cells.');
  if (rule.kind === 'OPEN_DAYS' && rule.whilePositive !== undefined && rule.limit !== undefined)
    say('/limit', 'A rule either counts days or looks for activity.');
  if (rule.validFrom !== undefined && rule.validTo !== undefined && rule.validFrom >= rule.validTo)
    say('/validTo', 'validTo is later than validFrom.');
  return faults;
}

function expressionFaults(
  pointer: string,
  source: string,
  of: 'decimal' | 'bool',
  known: ReadonlySet<string>,
) {
  try {
    expressionOf(source, of, known);
    return [];
  } catch (error) {
    if (!(error instanceof ExpressionInvalidError)) throw error;
    return error.faults.map(({ message, ...place }) => ({
      pointer,
      code: 'expression-invalid',
      message: `Line ${place.line}, column ${place.column}: ${message}`,
      params: { ...place },
    }));
  }
}
