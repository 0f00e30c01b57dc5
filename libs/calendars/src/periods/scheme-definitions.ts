import { ETHIOPIAN_MONTH, ETHIOPIAN_MONTH_SEPARATE, ETHIOPIAN_WINDOW_21 } from './ethiopian-month.js';
import { GREGORIAN_MONTH } from './gregorian-month.js';
import { gregorianWindow } from './gregorian-window.js';
import { lunarHijriTable } from './lunar-hijri-table.js';
import { PERIOD_SCHEMES, type PeriodScheme } from './period.js';
import type { PeriodTables } from './period-tables.js';
import type { SchemeDefinition } from './scheme-definition.js';
import { SOLAR_HIJRI_MONTH } from './solar-hijri-month.js';

const WINDOW = /^GREGORIAN_WINDOW_(\d+)$/;

const COMPUTED = new Map<PeriodScheme, SchemeDefinition>(
  [
    GREGORIAN_MONTH,
    ETHIOPIAN_MONTH,
    ETHIOPIAN_MONTH_SEPARATE,
    ETHIOPIAN_WINDOW_21,
    SOLAR_HIJRI_MONTH,
    ...PERIOD_SCHEMES.flatMap(
      (scheme) => WINDOW.exec(scheme)?.slice(1).map(Number).map(gregorianWindow) ?? [],
    ),
  ].map((definition) => [definition.scheme, definition]),
);

const lunar = new WeakMap<PeriodTables, SchemeDefinition>();

/** The definition of a scheme; that of the lunar months depends on the table. */
export function definitionOf(scheme: PeriodScheme, tables: PeriodTables): SchemeDefinition {
  const computed = COMPUTED.get(scheme);
  if (computed) return computed;
  const known = lunar.get(tables);
  if (known) return known;
  const made = lunarHijriTable(tables.lunarMonths);
  lunar.set(tables, made);
  return made;
}
