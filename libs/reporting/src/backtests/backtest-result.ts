import type { Backtest, BacktestFinding, Finding } from '#indicators';
import type { Slot } from '../slots/slot.js';

/** Findings that a person reads; all of them are counted. */
export const MAX_LISTED_FINDINGS = 200;
const MONTHS = 12;

/** Counts what a rule says about reports one after the other. */
export class BacktestTally {
  private reports = 0;
  private readonly failing: Record<string, number> = { BLOCK: 0, EXPLAIN: 0, INFO: 0 };
  private readonly findings: BacktestFinding[] = [];

  /** A report counts once for each severity, however many of its cells are spoken about. */
  add(submission: string, slot: Slot, findings: readonly Finding[]): void {
    this.reports += 1;
    for (const severity of new Set(findings.map((finding) => finding.severity))) this.failing[severity] += 1;
    for (const { severity, cell, code, message } of findings) {
      if (this.findings.length === MAX_LISTED_FINDINGS) return;
      const { partner, unit, period } = slot;
      this.findings.push({ submission, partner, unit, period: period.id, severity, cell, code, message });
    }
  }

  get result(): Pick<Backtest, 'reports' | 'counts' | 'findings'> {
    return { reports: this.reports, counts: this.failing, findings: this.findings };
  }
}

/** The twelve aligned months up to the one of an instant, oldest first. */
export function lastMonths(instant: string): string[] {
  const [year, month] = instant.split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, index) => {
    const count = year * MONTHS + month - MONTHS + index;
    return `${Math.floor(count / MONTHS)}-${String((count % MONTHS) + 1).padStart(2, '0')}`;
  });
}
