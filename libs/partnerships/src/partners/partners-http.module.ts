import { Module } from '@nestjs/common';
import { PartnersController } from './partners.controller.js';
import { PartnersModule } from './partners.module.js';

@Module({ imports: [PartnersModule], controllers: [PartnersController] })
export class PartnersHttpModule {}
