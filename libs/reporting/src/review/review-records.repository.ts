import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { ReviewNews } from '../review-news/review-news.js';
import type { Cell, Submission } from '../submissions/submission.js';
import type { Finding } from '../validation/finding.js';
import { ValidationRuns } from '../validation-runs/validation-runs.js';
import { QueriesRepository } from './queries.repository.js';
import { ReviewClocks } from './review-clocks.js';
import { RevisionOutcomes } from './revision-outcomes.js';
import type { Acknowledgement } from './transition.js';

/** What a review writes beside the report itself: questions, findings with their answers, news, ledger rows. */
@Injectable()
export class ReviewRecords {
  constructor(
    readonly queries: QueriesRepository,
    readonly outcomes: RevisionOutcomes,
    readonly clocks: ReviewClocks,
    readonly news: ReviewNews,
    readonly runs: ValidationRuns,
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

  /** Keeps which remarkable figures somebody had seen when deciding on a report. */
  async recordAcknowledgements(
    tx: Transaction,
    { partner, id }: Submission,
    seen: readonly Acknowledgement[],
    at: string,
  ): Promise<void> {
    if (seen.length === 0) return;
    await tx.manager.query(
      `insert into app.finding_acknowledgement (partner, submission_id, rule, cell, acknowledged_by, acknowledged_at)
       select $1, $2, rule, cell, $3, $4 from unnest($5::text[], $6::text[]) as a (rule, cell) on conflict do nothing`,
      [partner, id, tx.actor.id, at, seen.map(({ rule }) => rule), seen.map(({ cell }) => cell)],
    );
  }

  /** What nobody took over before the report was accepted can be taken over no more. */
  async lapseSuggestions(tx: Transaction, slotIds: readonly string[], at: string): Promise<void> {
    await tx.manager.query(
      `update app.suggestion set state = 'LAPSED', decided_at = $2, rev = rev + 1
        where partner = any ($3) and slot_id = any ($1) and state = 'OPEN'`,
      [slotIds, at, tx.scopes],
    );
  }
}
