import { Module } from '@nestjs/common';
import { ClausesController } from '../clauses/clauses.controller.js';
import { ClausesModule } from '../clauses/clauses.module.js';
import { NoticeDeadlinesController } from '../terms/notice-deadlines.controller.js';
import { TermsModule } from '../terms/terms.module.js';
import { InstrumentsController } from './instruments.controller.js';
import { InstrumentsModule } from './instruments.module.js';

/** The routes below /instruments; those with words of their own stand before the ones with an id. */
@Module({
  imports: [InstrumentsModule, ClausesModule, TermsModule],
  controllers: [NoticeDeadlinesController, InstrumentsController, ClausesController],
})
export class InstrumentsHttpModule {}
