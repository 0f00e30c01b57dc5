import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { InvalidValueError, type Transaction } from '#platform';
import { ClausesRepository } from '../clauses/clauses.repository.js';
import type { InstrumentOnDay } from '../instruments/instruments.service.js';
import { ObligationsRepository } from './obligations.repository.js';

/** What writing an obligation takes besides the decision: its rows, the clauses that it refers to, the audit. */
@Injectable()
export class ObligationRecords {
  constructor(
    readonly repository: ObligationsRepository,
    readonly clauses: ClausesRepository,
    readonly audit: Audit,
  ) {}

  /**
   * An instrument whose clauses are on the register is referred to by them; one without is referred to by the
   * number alone, since many texts are known from reports only.
   *
   * @throws InvalidValueError `reference-not-found`
   */
  async requireClause(tx: Transaction, instrument: InstrumentOnDay, ref: string): Promise<void> {
    const clauses = await this.clauses.listOf(tx, [instrument.id, ...instrument.amendedBy]);
    if (clauses.length === 0 || clauses.some((clause) => clause.ref === ref)) return;
    throw new InvalidValueError(
      'reference-not-found',
      '/clauseRef',
      `${ref} is no clause of ${instrument.code}.`,
    );
  }
}
