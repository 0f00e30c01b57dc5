import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { UnitsService, type Unit } from '#centres';
import { Transactions, type OperationContext, type Transaction } from '#platform';
import { SlotGenerationService, SlotsRepository } from '#reporting';
import { DEMO_PARTNERS } from './demo-accounts.js';
import { sampleReports } from './demo-samples.js';

/** The first day of the 24 invented months. */
const FIRST_DAY = '2024-10-01';

/** Regions that the samples report on and no public source names as units. */
const REGION_NAMES: Record<string, string> = {
  'REG-UZ-QR': 'Republic of Karakalpakstan (demo region)',
  'REG-UZ-TK': 'Tashkent city (demo region)',
};

/** Says which units report in the demo, and makes their slots. Every assignment is marked synthetic. */
@Injectable()
export class DemoAssignments {
  constructor(
    private readonly transactions: Transactions,
    private readonly units: UnitsService,
    private readonly slots: SlotsRepository,
    private readonly generation: SlotGenerationService,
    private readonly audit: Audit,
  ) {}

  async load(ctx: OperationContext): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      for (const { partner, units } of sampleReports()) {
        for (const unit of Object.keys(units)) await this.assign(tx, partner, unit);
      }
    });
    for (const partner of DEMO_PARTNERS) await this.generation.generate(ctx, partner);
  }

  private async assign(tx: Transaction, partner: string, unit: string): Promise<void> {
    if (REGION_NAMES[unit]) await this.registerRegion(tx, partner, unit);
    const id = uuid();
    const assignment = {
      id,
      partner,
      unit,
      formCode: 'MONTHLY',
      validFrom: FIRST_DAY,
      validUntil: null,
      sumsToParent: false,
      synthetic: true,
    };
    await this.slots.insertAssignment(tx, assignment);
    this.audit.record(tx, {
      partner,
      action: 'assignment.create',
      entity: 'unit',
      entityId: unit,
      after: assignment,
    });
  }

  private async registerRegion(tx: Transaction, partner: string, code: string): Promise<void> {
    const [network] = (await this.units.unitsOfPartner(tx, partner)).filter(
      (unit) => unit.type === 'NETWORK',
    );
    const region: Unit = {
      partner,
      code,
      type: 'REGION',
      name: REGION_NAMES[code],
      timeZone: network.timeZone,
    };
    await this.units.register(tx, region, [{ parent: network.code, validFrom: null, validUntil: null }]);
  }
}
