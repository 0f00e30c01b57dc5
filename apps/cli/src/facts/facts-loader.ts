import { Injectable } from '@nestjs/common';
import type { NewClaim } from '#evidence';
import { PartnersService } from '#partnerships';
import { HQ_SCOPE, programContext, Transactions, type Transaction } from '#platform';
import { centreClaims } from './centre-facts.js';
import { CentreRegister } from './centre-register.js';
import { engagementsOf } from './engagement-facts.js';
import type { FactsFile } from './facts-file.js';
import { instrumentClaims } from './instrument-facts.js';
import { InstrumentRegister } from './instrument-register.js';
import { authoritiesOf, partnerClaim, partnerOf } from './partner-facts.js';
import {
  conflictClaims,
  legalActClaim,
  milestoneClaim,
  programmeClaim,
  publishedClaim,
} from './published-facts.js';
import { PublishedRegister } from './published-register.js';
import { storiesOf } from './rollout-facts.js';

/** How many things of each sort a load added; all zero when everything was there. */
export interface FactsLoaded {
  partners: number;
  instruments: number;
  licences: number;
  networks: number;
  centres: number;
  claims: number;
  engagements: number;
  rollouts: number;
}

/**
 * Puts the documented facts on the register in one transaction. What is registered already stays as it is, so a
 * second load changes nothing and never undoes what people recorded since.
 */
@Injectable()
export class FactsLoader {
  constructor(
    private readonly transactions: Transactions,
    private readonly partners: PartnersService,
    private readonly instruments: InstrumentRegister,
    private readonly centres: CentreRegister,
    private readonly published: PublishedRegister,
  ) {}

  async load(facts: FactsFile): Promise<FactsLoaded> {
    const scopes = [...facts.partners.map((partner) => partner.id), HQ_SCOPE];
    const ctx = programContext('OPERATOR', 'facts-load', scopes, `facts-load-${facts.meta.asOf}`);
    return this.transactions.run(ctx, async (tx) => ({
      partners: await this.addPartners(tx, facts),
      ...(await this.instruments.add(tx, facts)),
      networks: await this.centres.addNetworks(tx, facts),
      centres: await this.centres.addCentres(tx, facts),
      ...(await this.published.add(tx, claimsOf(facts), engagementsOf(facts), storiesOf(facts))),
    }));
  }

  private async addPartners(tx: Transaction, facts: FactsFile): Promise<number> {
    let added = 0;
    for (const fact of facts.partners) {
      if (await this.partners.register(tx, partnerOf(fact), authoritiesOf(fact))) added++;
    }
    return added;
  }
}

/** Every claim of the facts, each with its sources. */
export function claimsOf(facts: FactsFile): NewClaim[] {
  return [
    ...facts.partners.map(partnerClaim),
    ...facts.agreements.flatMap(instrumentClaims),
    ...facts.centres.flatMap(centreClaims),
    ...facts.milestones.map(milestoneClaim),
    ...facts.publishedKpis.map(publishedClaim),
    ...facts.legalActs.map(legalActClaim),
    ...facts.programmes.map(programmeClaim),
    ...facts.conflicts.flatMap(conflictClaims),
  ];
}
