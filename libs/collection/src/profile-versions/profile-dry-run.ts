import { Injectable } from '@nestjs/common';
import { InvalidValueError, NotFoundError, Transactions, type OperationContext } from '#platform';
import { ImportTargets } from '../imports/import-targets.js';
import { readReport } from '../profiles/read-report.js';
import type { ReportRead } from '../profiles/report.js';
import type { SourceProfile } from '../profiles/source-profile.js';

/** What a layout makes of a sample, and which of its columns or members it gives no meaning. */
export interface DryRun {
  report: ReportRead;
  unmapped: readonly string[];
  missing: readonly string[];
}

/** Reads a sample by a layout and stores nothing: neither the bytes nor a single row. */
@Injectable()
export class ProfileDryRun {
  constructor(
    private readonly transactions: Transactions,
    private readonly targets: ImportTargets,
  ) {}

  /**
   * @param given the partner whose sample it is; needed only with a layout that every partner may use.
   * @throws InvalidValueError without a partner, NotFoundError for one out of scope.
   */
  async read(ctx: OperationContext, profile: SourceProfile, bytes: Buffer, given?: string): Promise<DryRun> {
    const partner = profile.partner ?? given;
    if (partner === undefined)
      throw new InvalidValueError('validation-failed', '/partner', 'Say whose sample this is.');
    if (!ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const known = await this.transactions.read(ctx, async (tx) => ({
      unitsOfPartner: await this.targets.unitCodes(tx, partner),
      indicatorCodes: await this.targets.indicatorCodes(tx),
    }));
    return dryRunOf(await readReport({ bytes, profile, partner, ...known }));
  }
}

/** Sorts out what a layout does not cover: headings it does not know, and those it looks for in vain. */
export function dryRunOf(report: ReportRead): DryRun {
  const { fileProblem, problems } = report;
  const names = fileProblem?.names ?? [];
  const strangers = problems
    .filter(({ code }) => code === 'unknown-indicator')
    .map(({ at, given }) => at.header ?? given);
  return {
    report,
    unmapped: [...new Set([...(fileProblem?.code === 'header-unknown' ? names : []), ...strangers])],
    missing: fileProblem?.code === 'header-missing' ? names : [],
  };
}
