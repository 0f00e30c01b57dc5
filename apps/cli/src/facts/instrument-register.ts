import { Injectable } from '@nestjs/common';
import { InstrumentsService, LicenceGrantsService } from '#partnerships';
import type { Transaction } from '#platform';
import type { FactsFile } from './facts-file.js';
import { actsOf, instrumentOf, predecessorOf } from './instrument-facts.js';
import { licencesOf } from './licence-facts.js';

/** Puts the documented agreements on the register, with their acts and what they cover. */
@Injectable()
export class InstrumentRegister {
  constructor(
    private readonly instruments: InstrumentsService,
    private readonly licences: LicenceGrantsService,
  ) {}

  /** Answers how many instruments and grants were new. Their partners must be registered. */
  async add(tx: Transaction, facts: FactsFile): Promise<{ instruments: number; licences: number }> {
    let [instruments, licences] = [0, 0];
    for (const fact of facts.agreements) {
      const earlier = predecessorOf(fact, facts.agreements);
      const supersedes = earlier === null ? null : await this.instruments.idOf(tx, earlier);
      const acts = actsOf(fact, facts.meta.asOf);
      const added = await this.instruments.registerWithActs(tx, instrumentOf(fact, supersedes), acts);
      if (added) instruments++;
      const id = added ?? (await this.instruments.idOf(tx, fact.id));
      if (id === null) continue;
      for (const licence of licencesOf(fact, id)) if (await this.licences.record(tx, licence)) licences++;
    }
    return { instruments, licences };
  }
}
