import { Module } from '@nestjs/common';
import { InstrumentActs } from './instrument-acts.js';
import { InstrumentsReadModel } from './instruments.read-model.js';
import { InstrumentsRepository } from './instruments.repository.js';
import { InstrumentsService } from './instruments.service.js';

@Module({
  providers: [InstrumentsRepository, InstrumentsReadModel, InstrumentsService, InstrumentActs],
  exports: [InstrumentsService, InstrumentActs],
})
export class InstrumentsModule {}
