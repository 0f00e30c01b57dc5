import { Module } from '@nestjs/common';
import { NotificationsModule } from '#notifications/wiring';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { TermsModule } from '../terms/terms.module.js';
import { AgreementSubjects } from './agreement-subjects.js';
import { AlertAgreements } from './alert-agreements.js';
import { AlertRecords } from './alert-records.js';
import { AlertsProcessor } from './alerts.processor.js';

/** For the worker: alerts about agreements. */
@Module({
  imports: [NotificationsModule, TermsModule, ObligationsModule],
  providers: [AlertRecords, AlertAgreements, AgreementSubjects, AlertsProcessor],
})
export class AlertsJobsModule {}
