import { Module } from '@nestjs/common';
import { HeadlineController } from './headline.controller.js';
import { HeadlineModule } from './headline.module.js';

@Module({ imports: [HeadlineModule], controllers: [HeadlineController] })
export class HeadlineHttpModule {}
