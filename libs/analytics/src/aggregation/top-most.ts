import type { ExpectedReport } from './figures.js';

/** One unit is a part of another during a reporting month, as seen at the month's end. */
export interface ParentOf {
  partner: string;
  unit: string;
  parent: string;
  /** Half-open interval of days; null is an open end. */
  validFrom: string | null;
  validUntil: string | null;
}

export type PlacedReport = ExpectedReport & {
  /** Last day of the report's own period, where its place in the network is read. */
  periodEnd: string;
};

/**
 * Leaves out the reports whose figures are part of another one's: where a unit above has to report
 * on the same form and month, its figure is the total. A waived report above stands for nothing, so
 * its parts count again.
 */
export function topMost<Report extends PlacedReport>(
  reports: readonly Report[],
  links: readonly ParentOf[],
): Report[] {
  const standing = new Set(reports.filter(({ waived }) => !waived).map((report) => key(report, report.unit)));
  const above = new Map<string, ParentOf[]>();
  for (const link of links) {
    const unit = `${link.partner} ${link.unit}`;
    above.set(unit, [...(above.get(unit) ?? []), link]);
  }
  return reports.filter((report) => !isPart(report, report.unit, standing, above, new Set()));
}

/** Whether any unit above reports too; a link that leads back to a unit already seen is not followed. */
function isPart(
  report: PlacedReport,
  unit: string,
  standing: ReadonlySet<string>,
  above: ReadonlyMap<string, ParentOf[]>,
  seen: Set<string>,
): boolean {
  seen.add(unit);
  return (above.get(`${report.partner} ${unit}`) ?? [])
    .filter((link) => holdsOn(link, report.periodEnd) && !seen.has(link.parent))
    .some(({ parent }) => standing.has(key(report, parent)) || isPart(report, parent, standing, above, seen));
}

function holdsOn({ validFrom, validUntil }: ParentOf, date: string): boolean {
  return (validFrom === null || validFrom <= date) && (validUntil === null || date < validUntil);
}

function key({ partner, formCode, month }: PlacedReport, unit: string): string {
  return `${partner} ${unit} ${formCode} ${month}`;
}
