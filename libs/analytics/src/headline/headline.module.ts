import { Module } from '@nestjs/common';
import { UnitsModule } from '#centres/wiring';
import { InstrumentsModule, PartnersModule } from '#partnerships/wiring';
import { HeadlineService } from './headline.service.js';

@Module({
  imports: [PartnersModule, InstrumentsModule, UnitsModule],
  providers: [HeadlineService],
  exports: [HeadlineService],
})
export class HeadlineModule {}
