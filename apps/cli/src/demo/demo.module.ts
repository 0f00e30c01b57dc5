import { Module } from '@nestjs/common';
import { UnitsModule } from '#centres/wiring';
import { ReportingModule } from '#reporting/wiring';
import { DemoAccounts } from './demo-accounts.js';
import { DemoAssignments } from './demo-assignments.js';
import { DemoHistory } from './demo-history.js';
import { DemoSet } from './demo-set.js';
import { DemoSteps } from './demo-steps.js';

/** The synthetic demo set, built through the ordinary services. */
@Module({
  imports: [UnitsModule, ReportingModule],
  providers: [DemoAccounts, DemoAssignments, DemoSteps, DemoHistory, DemoSet],
  exports: [DemoSet],
})
export class DemoModule {}
