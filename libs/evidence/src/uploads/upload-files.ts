import { Injectable } from '@nestjs/common';
import { ObjectStore } from '#platform';
import { Spool } from './spool.js';
import { UploadsRepository } from './uploads.repository.js';
import { UploadsService } from './uploads.service.js';

/** Where the bytes of an upload are: on their way and kept; and what is known of it. */
@Injectable()
export class UploadFiles {
  constructor(
    readonly spool: Spool,
    readonly store: ObjectStore,
    readonly repository: UploadsRepository,
    readonly uploads: UploadsService,
  ) {}
}
