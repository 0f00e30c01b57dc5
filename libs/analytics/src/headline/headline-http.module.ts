import { Module } from '@nestjs/common';
import { HeadlineController } from './headline.controller.js';
import { HeadlineSnapshotsController } from './headline-snapshots.controller.js';
import { HeadlineModule } from './headline.module.js';

@Module({ imports: [HeadlineModule], controllers: [HeadlineController, HeadlineSnapshotsController] })
export class HeadlineHttpModule {}
