import { Module } from '@nestjs/common';
import { CentresModule } from '../centres/centres.module.js';
import { CentreProgrammesService } from './centre-programmes.service.js';
import { ProgrammesRepository } from './programmes.repository.js';

@Module({
  imports: [CentresModule],
  providers: [ProgrammesRepository, CentreProgrammesService],
  exports: [CentreProgrammesService],
})
export class ProgrammesModule {}
