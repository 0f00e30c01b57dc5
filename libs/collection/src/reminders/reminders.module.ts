import { Module } from '@nestjs/common';
import { NotificationsModule } from '#notifications/wiring';
import { ReportingModule } from '#reporting/wiring';
import { WorkbooksModule } from '../workbooks/workbooks.module.js';
import { NotificationPoliciesController } from './notification-policies.controller.js';
import { RemindHeadquarters } from './remind-headquarters.js';
import { RemindPartner } from './remind-partner.js';
import { ReminderFactsReadModel } from './reminder-facts.read-model.js';
import { ReminderReference } from './reminder-reference.js';
import { ReportSubjects } from './report-subjects.js';

/** Who is told what about their reports; without routes and without processors. */
@Module({
  imports: [NotificationsModule, ReportingModule, WorkbooksModule],
  providers: [ReminderReference, ReminderFactsReadModel, RemindPartner, RemindHeadquarters, ReportSubjects],
  exports: [ReminderReference, RemindPartner, RemindHeadquarters],
})
export class RemindersModule {}

@Module({ imports: [RemindersModule], controllers: [NotificationPoliciesController] })
export class RemindersHttpModule {}
