import { Module } from '@nestjs/common';
import { ClaimsController } from './claims.controller.js';
import { ClaimsModule } from './claims.module.js';

@Module({ imports: [ClaimsModule], controllers: [ClaimsController] })
export class ClaimsHttpModule {}
