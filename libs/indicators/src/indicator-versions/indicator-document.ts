import { AGGREGATION_METHODS } from '../indicators/aggregation-law.js';
import { COMPARABILITIES, DIRECTIONS } from '../indicators/indicator.js';
import type { DefinitionFault } from '../definitions/definitions.errors.js';
import { FieldReader } from '../rules/rule-field-reader.js';
import type { Field, Fields } from '../rules/rule-fields.js';

const MAX_DECIMALS = 6;
const CODE = { pattern: /^[A-Z][A-Z0-9_]{0,79}$/, hint: 'the code of an indicator' };
const NAME: Field = { is: 'text', pattern: /^[^\p{Cc}\p{Cs}]{2,200}$/u, hint: '2 to 200 characters' };
const TEXT: Field = { is: 'text', pattern: /^[^\p{Cc}\p{Cs}]{10,2000}$/u, hint: '10 to 2000 characters' };

const COMMON: Fields = {
  unit: { is: 'text', pattern: /^[^\p{Cc}\p{Cs}]{1,40}$/u, hint: '1 to 40 characters', required: true },
  title: { is: 'members', of: { en: { ...NAME, required: true }, az: NAME, ru: NAME }, required: true },
  definition: { is: 'members', of: { en: { ...TEXT, required: true }, az: TEXT, ru: TEXT } },
  decimals: { is: 'count', least: 0, most: MAX_DECIMALS },
  direction: { is: 'one-of', values: DIRECTIONS },
  comparability: { is: 'one-of', values: COMPARABILITIES },
  appliesFrom: { is: 'text', pattern: /^\d{4}-(0[1-9]|1[0-2])$/, hint: 'an aligned month such as 2027-01' },
};

const METHOD: Field = { is: 'one-of', values: AGGREGATION_METHODS, required: true };

/** Members that each kind has beside the common ones. */
export const INDICATOR_FIELDS: Readonly<Record<'INPUT' | 'DERIVED', Fields>> = {
  INPUT: {
    ...COMMON,
    type: { is: 'one-of', values: ['INTEGER', 'DECIMAL'], required: true },
    space: METHOD,
    time: METHOD,
    changeFloor: { is: 'rate' },
  },
  DERIVED: { ...COMMON, decimals: { is: 'count', least: 0, most: MAX_DECIMALS, required: true } },
};

/** Members that the description of fields cannot express. */
const READ_HERE = {
  INPUT: new Set(['kind', 'weight', 'optional']),
  DERIVED: new Set(['kind', 'numerator', 'denominator']),
};

/**
 * Everything that is wrong with how an indicator is written. Whether its figures may be combined as it says is another
 * question, which is asked when it is published.
 */
export function indicatorFaults(version: number, document: Record<string, unknown>): DefinitionFault[] {
  const { kind } = document;
  if (kind !== 'INPUT' && kind !== 'DERIVED') return [said('/kind', 'kind is INPUT or DERIVED.')];
  const reader = new FieldReader(new Set(), () => []);
  reader.members('', document, INDICATOR_FIELDS[kind], READ_HERE[kind]);
  if (kind === 'DERIVED')
    for (const side of ['numerator', 'denominator']) reader.texts(`/${side}`, document[side], CODE);
  return [...reader.faults, ...inputFaults(document), ...successionFaults(version, document)];
}

function inputFaults({ weight = null, optional = false }: Record<string, unknown>): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  if (typeof optional !== 'boolean') faults.push(said('/optional', 'This is true or false.'));
  if (weight !== null && !(typeof weight === 'string' && CODE.pattern.test(weight)))
    faults.push(said('/weight', `This is ${CODE.hint}.`));
  return faults;
}

/** A change of what is counted says what becomes of the series, and from when on. */
function successionFaults(version: number, document: Record<string, unknown>): DefinitionFault[] {
  const names = ['comparability', 'appliesFrom'].filter(
    (name) => (document[name] === undefined) === version > 1,
  );
  return names.map((name) =>
    version > 1
      ? said(`/${name}`, `A version that follows another one says ${name}.`)
      : said(`/${name}`, `There is no version before this one: ${name} is left out.`),
  );
}

function said(pointer: string, message: string): DefinitionFault {
  return { pointer, code: 'validation-failed', message };
}
