import { Module } from '@nestjs/common';
import { ClaimsModule } from '#evidence/wiring';
import { ContactsModule } from '../contacts/contacts.module.js';
import { InstrumentsModule } from '../instruments/instruments.module.js';
import { LegalBasisModule } from '../legal-basis/legal-basis.module.js';
import { PartnersModule } from '../partners/partners.module.js';
import { TimelineSources } from './timeline-sources.js';
import { TimelineService } from './timeline.service.js';

@Module({
  imports: [ClaimsModule, ContactsModule, InstrumentsModule, LegalBasisModule, PartnersModule],
  providers: [TimelineSources, TimelineService],
  exports: [TimelineService],
})
export class TimelineModule {}
