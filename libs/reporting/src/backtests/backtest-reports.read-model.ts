import { Injectable } from '@nestjs/common';
import type { CellContent, ValidationRule } from '#indicators';
import type { Transaction } from '#platform';

/** An accepted report that a rule can be asked about. */
export interface AcceptedReport {
  submissionId: string;
  slotId: string;
}

interface CellRow extends CellContent {
  submissionId: string;
}

/** Accepted reports of the past. */
@Injectable()
export class BacktestReportsReadModel {
  /** Reports of some aligned months that a rule is about, newest month first, up to a bound. */
  async list(
    tx: Transaction,
    { scope }: Pick<ValidationRule, 'scope'>,
    periods: readonly string[],
    bound: number,
  ): Promise<AcceptedReport[]> {
    const { partners = null, units = null, forms = null } = scope ?? {};
    return (await tx.manager.query(
      `select b.id as "submissionId", s.id as "slotId"
         from app.submission b join app.report_slot s on s.partner = b.partner and s.id = b.slot_id
        where b.partner = any ($1) and b.state = 'ACCEPTED' and s.aligned_to = any ($2)
          and ($3::text[] is null or s.partner = any ($3)) and ($4::text[] is null or s.unit = any ($4))
          and ($5::text[] is null or s.form_code = any ($5))
        order by s.aligned_to desc, s.partner, s.unit limit $6`,
      [tx.scopes, periods, partners, units, forms, bound],
    )) as AcceptedReport[];
  }

  /** The cells of several reports, by report. */
  async cells(
    tx: Transaction,
    submissionIds: readonly string[],
  ): Promise<ReadonlyMap<string, Map<string, CellContent>>> {
    const rows = (await tx.manager.query(
      `select submission_id as "submissionId", cell, kind, value::text as value, explanation
         from app.cell_revision where partner = any ($1) and submission_id = any ($2) and is_current`,
      [tx.scopes, submissionIds],
    )) as CellRow[];
    const reports = new Map(submissionIds.map((id) => [id, new Map<string, CellContent>()]));
    for (const { submissionId, ...cell } of rows) reports.get(submissionId)?.set(cell.cell, cell);
    return reports;
  }
}
