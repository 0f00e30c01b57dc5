import { Module } from '@nestjs/common';
import { LegalBasisController } from './legal-basis.controller.js';
import { LegalBasisModule } from './legal-basis.module.js';

@Module({ imports: [LegalBasisModule], controllers: [LegalBasisController] })
export class LegalBasisHttpModule {}
