import { Module } from '@nestjs/common';
import { ClaimsReadModel } from './claims.read-model.js';
import { ClaimsRepository } from './claims.repository.js';
import { ClaimsService } from './claims.service.js';

@Module({ providers: [ClaimsRepository, ClaimsReadModel, ClaimsService], exports: [ClaimsService] })
export class ClaimsModule {}
