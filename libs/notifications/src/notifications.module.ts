import { Module } from '@nestjs/common';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveriesReadModel } from './deliveries/deliveries.read-model.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { DigestsRepository } from './deliveries/digests.repository.js';
import { NoticesRepository } from './deliveries/notices.repository.js';
import { NoticesService } from './deliveries/notices.service.js';
import { InboxController } from './inbox/inbox.controller.js';
import { InboxRepository } from './inbox/inbox.repository.js';
import { InboxService } from './inbox/inbox.service.js';
import { ContactTasksRepository } from './mail/contact-tasks.repository.js';
import { DigestMailsRepository } from './mail/digest-mails.repository.js';
import { DigestRecords } from './mail/digest-records.js';
import { DigestWriter } from './mail/digest-writer.js';
import { DigestsProcessor } from './mail/digests.processor.js';
import { MailTexts } from './mail/mail-texts.js';
import { Mailer } from './mail/mailer.js';
import { NotificationSubjects } from './mail/notification-subjects.js';
import { SendDigest } from './mail/send-digest.js';
import { PreferenceLinks } from './preferences/preference-links.js';
import { PreferenceRecords } from './preferences/preference-records.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { PreferencesRepository } from './preferences/preferences.repository.js';
import { PreferencesService } from './preferences/preferences.service.js';

/** Telling people things: notices, mails and what came of them; without routes and without processors. */
@Module({
  providers: [
    NoticesRepository,
    DigestsRepository,
    NoticesService,
    Mailer,
    MailTexts,
    NotificationSubjects,
    PreferenceLinks,
    ContactTasksRepository,
    DigestMailsRepository,
    DigestRecords,
    DigestWriter,
    SendDigest,
  ],
  exports: [NoticesService, NotificationSubjects, MailTexts, PreferenceLinks, SendDigest],
})
export class NotificationsModule {}

@Module({
  imports: [NotificationsModule],
  controllers: [InboxController, PreferencesController, DeliveriesController],
  providers: [
    InboxRepository,
    InboxService,
    PreferencesRepository,
    PreferenceRecords,
    PreferencesService,
    DeliveriesReadModel,
    DeliveriesService,
  ],
})
export class NotificationsHttpModule {}

@Module({ imports: [NotificationsModule], providers: [DigestsProcessor] })
export class NotificationsJobsModule {}
