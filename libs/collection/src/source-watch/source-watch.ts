import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Transactions, type OperationContext, type Transaction } from '#platform';
import { ConnectorRecords } from '../connectors/connector-records.js';
import { ProfileVersionsService } from '../profile-versions/profile-versions.service.js';
import { SourceFindingsRepository } from './source-findings.repository.js';
import { WatchFactsReader } from './watch-facts.js';
import { isOver, wantedFindings, type WantedFinding } from './watch-sources.js';

/** Looks once an hour whether a source went quiet or changes its shape, while there is still time to react. */
@Injectable()
export class SourceWatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly facts: WatchFactsReader,
    private readonly findings: SourceFindingsRepository,
    private readonly profiles: ProfileVersionsService,
    private readonly records: ConnectorRecords,
  ) {}

  /** Opens what is to be found and closes what a good month ended; repeated, it does nothing. */
  async check(ctx: OperationContext, partner: string): Promise<{ opened: number; closed: number }> {
    return this.transactions.run(ctx, async (tx) => {
      await this.profiles.seed(tx, partner);
      const facts = await this.facts.read(tx, partner);
      const known = await this.findings.listOpen(tx, partner);
      const over = known.filter((finding) => isOver(finding, facts));
      for (const { id } of over) await this.close(tx, partner, id);
      let opened = 0;
      for (const wanted of wantedFindings(facts)) if (await this.open(tx, partner, wanted)) opened += 1;
      return { opened, closed: over.length };
    });
  }

  private async open(tx: Transaction, partner: string, wanted: WantedFinding): Promise<boolean> {
    const id = uuid();
    const isNew = await this.findings.open(tx, id, partner, wanted, this.records.clock.instant());
    if (isNew) await this.record(tx, partner, id, 'source-finding.open', wanted);
    return isNew;
  }

  private async close(tx: Transaction, partner: string, id: string): Promise<void> {
    await this.findings.close(tx, id, this.records.clock.instant());
    await this.record(tx, partner, id, 'source-finding.close', null);
  }

  private async record(
    tx: Transaction,
    partner: string,
    entityId: string,
    action: string,
    after: object | null,
  ): Promise<void> {
    this.records.audit.record(tx, { partner, action, entity: 'source_finding', entityId, after });
  }
}
