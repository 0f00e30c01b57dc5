import { Injectable } from '@nestjs/common';
import { Cursors, NotFoundError, Transactions, type OperationContext, type Page } from '#platform';
import { assertPartners, NOW_KNOWN } from '../aggregation/aggregate.service.js';
import { instantOfAsOf } from '../aggregation/as-of.js';
import { FiguresService } from '../aggregation/figures.service.js';
import {
  ObservationsReadModel,
  type Observation,
  type ObservationsQuestion,
} from './observations.read-model.js';
import {
  ProvenanceReadModel,
  type AskedQuestion,
  type CheckedRules,
  type CorrectionNote,
  type RecordedFinding,
  type Source,
} from './provenance.read-model.js';

export interface ObservationsCommand extends Pick<
  ObservationsQuestion,
  'indicators' | 'partners' | 'units' | 'months' | 'periodId' | 'parts' | 'includeHistory'
> {
  asOf: string | null;
  /** Day or instant; null: what is known, and not what changed. */
  updatedAfter: string | null;
  limit: number;
  cursor?: string;
}

export interface Provenance {
  observation: Observation;
  source: Source;
  /** The run of the accepted revision; null: it was accepted before runs were kept. */
  checked: CheckedRules | null;
  findings: RecordedFinding[];
  questions: AskedQuestion[];
  corrections: CorrectionNote[];
  /** Every row of the same unit, indicator and period, this one included. */
  series: Observation[];
  names: ReadonlyMap<string, string>;
}

/** The ledger row by row, and how each of its figures came to be. */
@Injectable()
export class ObservationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: ObservationsReadModel,
    private readonly provenances: ProvenanceReadModel,
    private readonly figures: FiguresService,
    private readonly cursors: Cursors,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidParameterError `unknown-kpi`, InvalidCursorError. */
  async list(ctx: OperationContext, command: ObservationsCommand): Promise<Page<Observation>> {
    const { limit, cursor, ...question } = command;
    assertPartners(ctx, command.partners);
    const after = this.cursors.read(ctx, question, cursor);
    const { asOf, updatedAfter, ...where } = question;
    const knownAt = asOf === null ? NOW_KNOWN : instantOfAsOf(asOf);
    const asked = { ...where, knownAt, after, limit: limit + 1 };
    const rows = await this.transactions.read(ctx, async (tx) => {
      await this.figures.indicators(tx, command.indicators ?? []);
      if (updatedAfter === null) return this.readModel.list(tx, asked);
      return this.readModel.listChanges(tx, { ...asked, updatedAfter: instantOfAsOf(updatedAfter) });
    });
    return this.cursors.page(ctx, question, limit, rows, sortKey, (row) => row);
  }

  /** @throws NotFoundError */
  async explain(ctx: OperationContext, id: string): Promise<Provenance> {
    return this.transactions.read(ctx, async (tx) => {
      const observation = await this.readModel.find(tx, id);
      if (!observation) throw new NotFoundError('observation');
      return {
        observation,
        source: await this.provenances.source(tx, observation),
        checked: await this.provenances.checkedRules(tx, observation),
        findings: await this.provenances.findings(tx, observation),
        questions: await this.provenances.questions(tx, observation),
        corrections: await this.provenances.corrections(tx, observation),
        series: await this.readModel.series(tx, observation),
        names: await this.provenances.names(tx, observation),
      };
    });
  }
}

function sortKey({ period, partner, unit, cell, knownFromText, id }: Observation): string[] {
  return [period.alignedTo, partner, unit, cell, knownFromText, id];
}
