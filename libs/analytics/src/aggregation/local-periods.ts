import type { Aggregate } from './figures.js';
import type { LoadedFigures, LoadedReport } from './figures.service.js';
import type { PeriodRow } from './figures.read-model.js';

/** What an aligned month is called where the figures come from; several months give their span. */
export interface LocalPeriod {
  scheme: string;
  label: string;
  /** First and last day, both inclusive. */
  start: string;
  end: string;
}

/** Names the local periods behind the figures of an answer. */
export class LocalPeriods {
  private readonly known = new Map<string, LocalPeriod[]>();
  private readonly placed: Array<{ partner: string; month: string; period: PeriodRow }>;

  constructor(
    { reports, periods }: Pick<LoadedFigures, 'reports' | 'periods'>,
    private readonly locale: string,
  ) {
    const distinct = new Map(reports.map((report) => [`${report.partner} ${report.periodId}`, report]));
    this.placed = [...distinct.values()].flatMap((report: LoadedReport) => {
      const period = periods.get(report.periodId);
      return period ? [{ partner: report.partner, month: report.month, period }] : [];
    });
  }

  of({ partner, period }: Pick<Aggregate, 'partner' | 'period'>): LocalPeriod[] {
    const key = `${partner} ${period}`;
    const found = this.known.get(key) ?? this.find(partner, period);
    this.known.set(key, found);
    return found;
  }

  private find(partner: string | null, month: string | null): LocalPeriod[] {
    const bySchemes = new Map<string, PeriodRow[]>();
    for (const placed of this.placed) {
      if (partner !== null && placed.partner !== partner) continue;
      if (month !== null && placed.month !== month) continue;
      const { scheme } = placed.period;
      bySchemes.set(scheme, [...(bySchemes.get(scheme) ?? []), placed.period]);
    }
    return [...bySchemes]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([scheme, periods]) => this.span(scheme, periods));
  }

  private span(scheme: string, periods: readonly PeriodRow[]): LocalPeriod {
    const ordered = periods.toSorted((a, b) => (a.start < b.start ? -1 : 1));
    const [first, last] = [ordered[0], ordered[ordered.length - 1]];
    const label = first.id === last.id ? this.label(first) : `${this.label(first)} – ${this.label(last)}`;
    return { scheme, label, start: first.start, end: last.end };
  }

  private label({ labels }: PeriodRow): string {
    return (labels as Record<string, string>)[this.locale] ?? labels.en;
  }
}
