import { Module } from '@nestjs/common';
import { EngagementsController } from './engagements.controller.js';
import { EngagementsModule } from './engagements.module.js';

@Module({ imports: [EngagementsModule], controllers: [EngagementsController] })
export class EngagementsHttpModule {}
