import { Module } from '@nestjs/common';
import { InstrumentsModule } from '../instruments/instruments.module.js';
import { LegalBasisRepository } from './legal-basis.repository.js';
import { LegalBasis } from './legal-basis.service.js';
import { LicenceGrantsService } from './licence-grants.service.js';

@Module({
  imports: [InstrumentsModule],
  providers: [LegalBasisRepository, LegalBasis, LicenceGrantsService],
  exports: [LegalBasis, LicenceGrantsService],
})
export class LegalBasisModule {}
