import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DefinitionUses, type DefinitionUseSource, type SlotCounts } from '#indicators';
import type { Transaction } from '#platform';

const EXPECTED = 'waived_at is null and cancelled_at is null';

/** Tells those who publish definitions about the reports that use them, and lets reports follow until they open. */
@Injectable()
export class FormUsesRepository implements DefinitionUseSource, OnModuleInit {
  constructor(private readonly uses: DefinitionUses) {}

  onModuleInit(): void {
    this.uses.register(this);
  }

  async countSlots(tx: Transaction, forms: readonly string[], now: string): Promise<SlotCounts> {
    const [row] = (await tx.manager.query(
      `select count(*) filter (where opens_at <= $3)::int as open, count(*) filter (where opens_at > $3)::int as unopened
         from app.report_slot where partner = any ($1) and form_code = any ($2) and ${EXPECTED}`,
      [tx.scopes, forms, now],
    )) as SlotCounts[];
    return row;
  }

  async countFigures(tx: Transaction, indicator: string): Promise<number> {
    const [row] = (await tx.manager.query(
      'select count(*)::int as n from app.observation where partner = any ($1) and indicator = $2 and known_to is null',
      [tx.scopes, indicator],
    )) as Array<{ n: number }>;
    return row.n;
  }

  /** A slot that opened keeps what it was opened with (features SU-01): a form never changes under somebody's hands. */
  async repin(tx: Transaction, form: string, formVersionId: string, now: string): Promise<number> {
    const [, count] = (await tx.manager.query(
      `update app.report_slot set form_version_id = $3, rev = rev + 1
        where partner = any ($1) and form_code = $2 and form_version_id <> $3 and opens_at > $4`,
      [tx.scopes, form, formVersionId, now],
    )) as [unknown, number];
    return count;
  }
}
