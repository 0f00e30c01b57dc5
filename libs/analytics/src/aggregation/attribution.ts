import { dayOfStructure, holdsOn, linksByUnit, type Structure, type UnitType } from '#centres';
import type { ParentOf, PlacedReport } from './top-most.js';

/** Which larger units figures are shown under, and on which day's network they are looked for. */
export interface Level {
  type: UnitType;
  structure: Structure;
  /** ISO date. */
  today: string;
}

/** The kind of every unit, by `partner code`. */
export type UnitKinds = ReadonlyMap<string, UnitType>;

/**
 * Says of each report under which unit of a level it is shown: the nearest one above it, or itself. A report that has
 * no such unit above stands for itself, so that the sum over a country is the same in every structure. What is a part
 * of what (`topMost`) is not asked again: a figure that was counted once stays counted once.
 */
export function attributed<Report extends PlacedReport>(
  reports: readonly Report[],
  links: readonly ParentOf[],
  kinds: UnitKinds,
  { type, structure, today }: Level,
): Report[] {
  const day = dayOfStructure(structure, today);
  const above = linksByUnit(links.map((link) => ({ ...link, unit: `${link.partner} ${link.unit}` })));
  const known = new Map<string, string>();
  return reports.map((report) => {
    const on = day ?? report.periodEnd;
    const key = `${report.partner} ${report.unit} ${on}`;
    const shownAs = known.get(key) ?? nearest(report, on);
    known.set(key, shownAs);
    return { ...report, shownAs };
  });

  function nearest({ partner, unit }: PlacedReport, on: string): string {
    const seen = new Set<string>();
    for (let code: string | undefined = unit; code !== undefined && !seen.has(code);) {
      if (kinds.get(`${partner} ${code}`) === type) return code;
      seen.add(code);
      code = above.get(`${partner} ${code}`)?.find((link) => holdsOn(link, on))?.parent;
    }
    return unit;
  }
}
