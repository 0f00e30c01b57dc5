import { Injectable } from '@nestjs/common';
import {
  Clock,
  Cursors,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { programmeDay } from '#partnerships';
import { statusOnDay } from '../units/status-intervals.js';
import type { ParentLink, Unit, UnitStatus } from '../units/unit.js';
import { UnitsService } from '../units/units.service.js';
import { networkTotals, type NetworkTotal, type TotalQuestion } from './centre-totals.js';
import type { Centre, CentreDetails, CentreOnDay } from './centre.js';
import { CentresRepository } from './centres.repository.js';

export interface CentresQuestion {
  partner?: string;
  status?: UnitStatus;
  /** ISO date; today at headquarters when absent. */
  asOf?: string;
}

/** Service centres: units of type CENTRE with what is known about each. */
@Injectable()
export class CentresService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: CentresRepository,
    private readonly units: UnitsService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope. */
  async listAll(ctx: OperationContext, question: CentresQuestion): Promise<CentreOnDay[]> {
    const { partner, status, asOf = programmeDay(this.clock) } = question;
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const all = await this.transactions.read(ctx, (tx) => this.repository.list(tx, partner ?? null));
    return all
      .map((centre) => onDay(centre, asOf))
      .filter((centre) => status === undefined || centre.status === status);
  }

  /** How many centres operate on a day, by partner and class. @throws NotFoundError for a partner out of scope. */
  async totals(
    ctx: OperationContext,
    { partner, asOf = programmeDay(this.clock) }: Pick<CentresQuestion, 'partner' | 'asOf'>,
    question: TotalQuestion,
  ): Promise<{ asOf: string; totals: NetworkTotal[] }> {
    const centres = await this.listAll(ctx, { partner, asOf });
    return { asOf, totals: networkTotals(centres, question) };
  }

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError for a cursor of another list. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, ...given }: CentresQuestion & { limit: number; cursor?: string },
  ): Promise<Page<CentreOnDay>> {
    const { partner, status, asOf } = given;
    const question = { list: 'centres', partner, status, asOf };
    const [after] = cursors.read(ctx, question, cursor) ?? [''];
    const rows = await this.listAll(ctx, { partner, status, asOf });
    return cursors.page(
      ctx,
      question,
      limit,
      rows.filter((centre) => centre.unit.code > after).slice(0, limit + 1),
      (centre) => [centre.unit.code],
      (centre) => centre,
    );
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async get(ctx: OperationContext, code: string, asOf?: string): Promise<CentreOnDay> {
    const centre = await this.transactions.read(ctx, (tx) => this.repository.find(tx, code));
    if (!centre) throw new NotFoundError('centre');
    return onDay(centre, asOf ?? programmeDay(this.clock));
  }

  /** Registers a centre and its unit in the caller's transaction; answers whether it was new. */
  async register(
    tx: Transaction,
    unit: Unit,
    parents: readonly ParentLink[],
    details: CentreDetails,
  ): Promise<boolean> {
    if (!(await this.units.register(tx, unit, parents))) return false;
    await this.repository.insert(tx, unit.partner, unit.code, details);
    return true;
  }
}

function onDay(centre: Centre, asOf: string): CentreOnDay {
  const { certain, possible } = statusOnDay(centre.unit.intervals, asOf);
  return { ...centre, asOf, status: certain, possibleStatus: possible };
}
