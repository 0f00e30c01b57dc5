import { Injectable } from '@nestjs/common';
import { programmeDay } from '#partnerships';
import { Clock, InvalidParameterError, NotFoundError, Transactions, type OperationContext } from '#platform';
import { instantOfAsOf } from '../aggregation/as-of.js';
import type { Trace } from './trace.js';
import { TraceReadModel } from './trace.read-model.js';

/** Centres of one answer; a country with more is asked centre by centre. */
const MOST_CENTRES = 50;

export interface TraceQuestion {
  clause: string;
  partner?: string;
  asOf?: string;
}

/** Follows a clause through obligations, rollouts and centres to the figures that were accepted last. */
@Injectable()
export class TraceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: TraceReadModel,
    private readonly clock: Clock,
  ) {}

  /**
   * @param question `partner` is needed where the instrument binds several that the caller may see.
   * @throws NotFoundError for a clause or a partner out of scope, InvalidParameterError without a partner that is needed.
   */
  async follow(ctx: OperationContext, { clause: id, partner: wanted, asOf }: TraceQuestion): Promise<Trace> {
    const day = asOf ?? programmeDay(this.clock);
    return this.transactions.read(ctx, async (tx) => {
      const found = await this.readModel.clause(tx, id);
      if (!found) throw new NotFoundError('clause');
      const { partners, ...clause } = found;
      const partner = partnerOf(partners, wanted);
      const [obligations, rollouts, centres] = await Promise.all([
        this.readModel.obligations(tx, partner, clause),
        this.readModel.rollouts(tx, partner, clause.instrumentId),
        this.readModel.centres(tx, partner, { day, knownAt: instantOfAsOf(day), limit: MOST_CENTRES }),
      ]);
      const centresTotal = centres[0]?.total ?? 0;
      return {
        partner,
        clause,
        obligations,
        rollouts,
        centres: centres.map(({ total: _total, ...centre }) => centre),
        centresTotal,
      };
    });
  }
}

function partnerOf(partners: readonly string[], wanted: string | undefined): string {
  if (wanted !== undefined && !partners.includes(wanted)) throw new NotFoundError('partner');
  if (wanted !== undefined) return wanted;
  if (partners.length === 1) return partners[0];
  const message = `The instrument binds ${partners.join(', ')}; say which.`;
  throw new InvalidParameterError([{ pointer: 'partner', code: 'invalid-parameter', message }]);
}
