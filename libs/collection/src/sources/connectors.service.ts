import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { NotFoundError, Sealer, Transactions, type OperationContext } from '#platform';
import { ConnectorRecords } from './connector-records.js';
import { ConnectorsRepository, type Connector } from './connectors.repository.js';
import { Egress } from './egress.js';

export interface NewConnector {
  partner: string;
  code: string;
  profile: string;
  url: string;
  token: string | null;
}

/** How partners' systems are reached; tokens are sealed and never shown again. */
@Injectable()
export class ConnectorsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ConnectorsRepository,
    private readonly egress: Egress,
    private readonly sealer: Sealer,
    private readonly records: ConnectorRecords,
  ) {}

  /** Registers a connector, or points the one of that code elsewhere. @throws PullFailedError `target-not-allowed`. */
  async register(ctx: OperationContext, input: NewConnector): Promise<Connector> {
    this.egress.assertTarget(targetOf(input.url, '2026-01'));
    return this.transactions.run(ctx, async (tx) => {
      const known = await this.repository.findByCode(tx, input.partner, input.code);
      const id = known?.id ?? uuid();
      const tokenSealed = input.token === null ? null : this.sealer.seal(input.token, placeOf(id));
      await this.repository.insert(
        tx,
        { ...input, id, tokenSealed, enabled: true },
        this.records.clock.instant(),
      );
      const after = { code: input.code, url: input.url, profile: input.profile };
      await this.records.audit.record(tx, {
        partner: input.partner,
        action: 'connector.register',
        entity: 'connector',
        entityId: id,
        after,
      });
      return (await this.repository.lock(tx, id)) as Connector;
    });
  }

  /** Fetches a month from the partner's system. @throws NotFoundError, PullFailedError. */
  async fetchMonth(ctx: OperationContext, connectorId: string, month: string) {
    const connector = await this.transactions.read(ctx, async (tx) => {
      const [found] = (await this.repository.listEnabled(tx, ctx.scopes[0])).filter(
        (candidate) => candidate.id === connectorId,
      );
      return found ?? null;
    });
    if (!connector) throw new NotFoundError('connector');
    const token =
      connector.tokenSealed === null ? null : this.sealer.open(connector.tokenSealed, placeOf(connector.id));
    return { connector, answer: await this.egress.get(targetOf(connector.url, month), token) };
  }

  async recordAttempt(ctx: OperationContext, connectorId: string, problem: object | null): Promise<void> {
    const at = this.records.clock.instant();
    await this.transactions.run(ctx, (tx) => this.repository.recordAttempt(tx, connectorId, at, problem));
  }
}

function targetOf(url: string, month: string): URL {
  return new URL(url.replaceAll('{month}', month));
}

function placeOf(connectorId: string): string {
  return `connector|token_sealed|${connectorId}`;
}
