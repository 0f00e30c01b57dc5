import { Module } from '@nestjs/common';
import { ContactsController } from '../contacts/contacts.controller.js';
import { ContactsModule } from '../contacts/contacts.module.js';
import { TimelineController } from '../timeline/timeline.controller.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import { PartnersController } from './partners.controller.js';
import { PartnersModule } from './partners.module.js';

@Module({
  imports: [PartnersModule, ContactsModule, TimelineModule],
  controllers: [PartnersController, ContactsController, TimelineController],
})
export class PartnersHttpModule {}
