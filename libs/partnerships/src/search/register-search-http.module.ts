import { Module } from '@nestjs/common';
import { DocumentsModule } from '#evidence/wiring';
import { RegisterSearchController } from './register-search.controller.js';
import { RegisterSearchReadModel } from './register-search.read-model.js';
import { RegisterSearch } from './register-search.service.js';

@Module({
  imports: [DocumentsModule],
  providers: [RegisterSearchReadModel, RegisterSearch],
  controllers: [RegisterSearchController],
})
export class RegisterSearchHttpModule {}
