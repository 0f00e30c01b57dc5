import type { UnitType } from './unit.js';

/** How the code of a unit begins. A network and a country as a whole exist once, the others by a name of their own. */
const PREFIXES: Readonly<Record<UnitType, string>> = {
  NETWORK: 'NET',
  COUNTRY: 'CTY',
  REGION: 'REG',
  CENTRE: 'CTR',
  MOBILE: 'MOB',
};

/** What may contain what: the figures of a unit are part of those of its parent, so a parent is the larger one. */
const CONTAINERS: Readonly<Record<UnitType, readonly UnitType[]>> = {
  NETWORK: [],
  COUNTRY: ['NETWORK'],
  REGION: ['NETWORK', 'COUNTRY', 'REGION'],
  CENTRE: ['NETWORK', 'COUNTRY', 'REGION'],
  MOBILE: ['NETWORK', 'COUNTRY', 'REGION', 'CENTRE'],
};

/** The codes that a unit of this type may have: `NET-ME` alone, or `CTR-ME-` and a name. */
export function codePattern(partner: string, type: UnitType): string {
  const head = `${PREFIXES[type]}-${partner}`;
  return type === 'NETWORK' || type === 'COUNTRY' ? head : `${head}-…`;
}

/** Whether a code is written as the type and the partner ask. */
export function isCodeOf(code: string, partner: string, type: UnitType): boolean {
  const head = `${PREFIXES[type]}-${partner}`;
  if (type === 'NETWORK' || type === 'COUNTRY') return code === head;
  return code.startsWith(`${head}-`);
}

/** Whether a unit of one type may be part of one of another type. */
export function mayContain(parent: UnitType, child: UnitType): boolean {
  return CONTAINERS[child].includes(parent);
}
