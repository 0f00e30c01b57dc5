import { Injectable } from '@nestjs/common';
import { UsersRepository } from '#identity';
import { ContactTasksRepository } from './contact-tasks.repository.js';
import { DigestMailsRepository } from './digest-mails.repository.js';
import { NotificationSubjects } from './notification-subjects.js';

/** What a mail is made from and where its fate is written, as one dependency. */
@Injectable()
export class DigestRecords {
  constructor(
    readonly mails: DigestMailsRepository,
    readonly tasks: ContactTasksRepository,
    readonly users: UsersRepository,
    readonly subjects: NotificationSubjects,
  ) {}
}
