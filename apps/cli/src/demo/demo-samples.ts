import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PeriodScheme } from '#calendars';
import { projectRoot } from '#platform';

/** What one sample report must become; every figure in it is synthetic. */
export interface SampleReport {
  file: string;
  partner: string;
  scheme: PeriodScheme;
  /** Year and month of the partner's own calendar. */
  period: string;
  units: Record<string, Record<string, string | { kind: string }>>;
}

/** The month that the demo collects live, as an aligned month. */
export const DEMO_MONTH = '2026-10';

/** The six sample reports with the values they hold. */
export function sampleReports(): SampleReport[] {
  const expected = JSON.parse(sampleFile('expected.json').toString('utf8')) as Record<
    string,
    Omit<SampleReport, 'file'>
  >;
  return Object.entries(expected).map(([file, report]) => ({ file, ...report }));
}

export function sampleFile(name: string): Buffer {
  return readFileSync(join(projectRoot(), 'config', 'samples', name));
}
