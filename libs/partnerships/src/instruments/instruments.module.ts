import { Module } from '@nestjs/common';
import { EvidenceLinksModule } from '#evidence/wiring';
import { DescribeInstrument } from './describe-instrument.js';
import { InstrumentActs } from './instrument-acts.js';
import { InstrumentSubjects } from './instrument-subjects.js';
import { InstrumentsReadModel } from './instruments.read-model.js';
import { InstrumentsRepository } from './instruments.repository.js';
import { InstrumentsService } from './instruments.service.js';

@Module({
  imports: [EvidenceLinksModule],
  providers: [
    InstrumentsRepository,
    InstrumentsReadModel,
    InstrumentsService,
    InstrumentActs,
    DescribeInstrument,
    InstrumentSubjects,
  ],
  exports: [
    InstrumentsService,
    InstrumentActs,
    DescribeInstrument,
    InstrumentsReadModel,
    InstrumentsRepository,
  ],
})
export class InstrumentsModule {}
