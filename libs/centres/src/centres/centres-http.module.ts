import { Module } from '@nestjs/common';
import { CentresController } from './centres.controller.js';
import { CentresModule } from './centres.module.js';

@Module({ imports: [CentresModule], controllers: [CentresController] })
export class CentresHttpModule {}
