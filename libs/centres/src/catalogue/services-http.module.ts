import { Module } from '@nestjs/common';
import { ServicesController } from './services.controller.js';
import { ServicesModule } from './services.module.js';

@Module({ imports: [ServicesModule], controllers: [ServicesController] })
export class ServicesHttpModule {}
