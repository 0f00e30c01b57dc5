import { Module } from '@nestjs/common';
import { InstrumentsModule } from '../instruments/instruments.module.js';
import { NoticeDeadlinesService } from './notice-deadlines.service.js';

@Module({
  imports: [InstrumentsModule],
  providers: [NoticeDeadlinesService],
  exports: [NoticeDeadlinesService],
})
export class TermsModule {}
