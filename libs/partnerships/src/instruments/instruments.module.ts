import { Module } from '@nestjs/common';
import { DescribeInstrument } from './describe-instrument.js';
import { InstrumentActs } from './instrument-acts.js';
import { InstrumentsReadModel } from './instruments.read-model.js';
import { InstrumentsRepository } from './instruments.repository.js';
import { InstrumentsService } from './instruments.service.js';

@Module({
  providers: [
    InstrumentsRepository,
    InstrumentsReadModel,
    InstrumentsService,
    InstrumentActs,
    DescribeInstrument,
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
