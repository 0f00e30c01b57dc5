import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { Ledger } from '../ledger/ledger.js';
import type { Cell, Submission } from '../submissions/submission.js';
import type { Finding } from '../validation/finding.js';
import { QueriesRepository } from './queries.repository.js';

/** What a review writes beside the report itself: questions, findings with their answers, ledger rows. */
@Injectable()
export class ReviewRecords {
  constructor(
    readonly queries: QueriesRepository,
    readonly ledger: Ledger,
  ) {}

  /** Keeps the findings as they stood at submission, with the reasons that were given for them. */
  async recordFindings(
    tx: Transaction,
    submission: Submission,
    findings: readonly Finding[],
    cells: ReadonlyMap<string, Cell>,
    at: string,
  ): Promise<void> {
    for (const finding of findings) {
      await tx.manager.query(
        `insert into app.validation_finding (partner, submission_id, rule, cell, severity, code, params, message, justification, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
        [
          submission.partner,
          submission.id,
          finding.rule,
          finding.cell,
          finding.severity,
          finding.code,
          JSON.stringify(finding.params),
          finding.message,
          cells.get(finding.cell)?.explanation ?? null,
          at,
        ],
      );
    }
  }
}
