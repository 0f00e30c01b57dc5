import { Module } from '@nestjs/common';
import { InstrumentsModule } from '../instruments/instruments.module.js';
import { ClausesRepository } from './clauses.repository.js';
import { ClausesService } from './clauses.service.js';

@Module({
  imports: [InstrumentsModule],
  providers: [ClausesRepository, ClausesService],
  exports: [ClausesService],
})
export class ClausesModule {}
