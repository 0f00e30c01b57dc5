import type { DefinitionFault } from '../definitions/definitions.errors.js';
import { FieldReader } from '../rules/rule-field-reader.js';
import type { Field, Fields } from '../rules/rule-fields.js';

const MAX_CODES = 100;
const NAME: Field = { is: 'text', pattern: /^[^\p{Cc}\p{Cs}]{1,200}$/u, hint: '1 to 200 characters' };
const TITLE: Field = {
  is: 'members',
  of: { en: { ...NAME, required: true }, az: NAME, ru: NAME },
  required: true,
};
const CODE: Field = {
  is: 'text',
  pattern: /^[A-Z][A-Z0-9_]{0,39}$/,
  hint: 'a code of 1 to 40 capitals, digits or underscores',
  required: true,
};

/** Members of a code of a codelist. */
export const CODE_FIELDS: Fields = { code: CODE, title: TITLE };

/** Everything that is wrong with how a dimension and its codelist are written. */
export function breakdownFaults(document: Record<string, unknown>): DefinitionFault[] {
  const reader = new FieldReader(new Set(), () => []);
  reader.members('', document, { title: TITLE }, new Set(['codes']));
  const { codes } = document;
  if (!Array.isArray(codes) || codes.length === 0 || codes.length > MAX_CODES)
    return [...reader.faults, said('/codes', `codes is a list of 1 to ${MAX_CODES}.`)];
  codes.forEach((one: unknown, index) => {
    const at = `/codes/${index}`;
    if (reader.isObject(at, one)) reader.members(at, one, CODE_FIELDS);
  });
  return [...reader.faults, ...repeated(codes as Array<{ code?: unknown } | null>)];
}

function repeated(codes: ReadonlyArray<{ code?: unknown } | null>): DefinitionFault[] {
  const all = codes.map((one) => one?.code);
  return all.flatMap((code, index) =>
    all.indexOf(code) === index
      ? []
      : [said(`/codes/${index}/code`, 'This code stands in the list already.')],
  );
}

function said(pointer: string, message: string): DefinitionFault {
  return { pointer, code: 'validation-failed', message };
}
