import { Module } from '@nestjs/common';
import { ObligationsController } from './obligations.controller.js';
import { ObligationsModule } from './obligations.module.js';

@Module({ imports: [ObligationsModule], controllers: [ObligationsController] })
export class ObligationsHttpModule {}
