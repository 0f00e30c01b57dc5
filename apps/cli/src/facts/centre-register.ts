import { Injectable } from '@nestjs/common';
import { CentreProgrammesService, CentresService, UnitsService } from '#centres';
import type { Transaction } from '#platform';
import {
  centreDetails,
  centreInterval,
  centreUnit,
  networkCode,
  networkInterval,
  networkUnit,
} from './centre-facts.js';
import type { FactsFile } from './facts-file.js';
import { programmesOf } from './programme-facts.js';

/** Puts the documented networks and centres on the register. */
@Injectable()
export class CentreRegister {
  constructor(
    private readonly units: UnitsService,
    private readonly centres: CentresService,
    private readonly programmes: CentreProgrammesService,
  ) {}

  /** Answers how many networks were new. */
  async addNetworks(tx: Transaction, facts: FactsFile): Promise<number> {
    let added = 0;
    for (const partner of facts.partners.filter((each) => each.operatesCentre)) {
      const unit = networkUnit(partner);
      if (!(await this.units.register(tx, unit, []))) continue;
      await this.units.addInterval(tx, unit, networkInterval(partner.id, facts.milestones, facts.meta.asOf));
      added++;
    }
    return added;
  }

  /** Answers how many centres were new. Their networks must be registered. */
  async addCentres(tx: Transaction, facts: FactsFile): Promise<number> {
    let added = 0;
    for (const fact of facts.centres) {
      const unit = centreUnit(fact);
      const network = { parent: networkCode(fact.partnerId), validFrom: null, validUntil: null };
      if (!(await this.centres.register(tx, unit, [network], centreDetails(fact)))) continue;
      await this.units.addInterval(tx, unit, centreInterval(fact, facts.meta.asOf));
      for (const step of programmesOf(fact)) await this.programmes.recordStep(tx, unit, step);
      added++;
    }
    return added;
  }
}
