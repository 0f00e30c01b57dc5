import { Module } from '@nestjs/common';
import { TraceController } from './trace.controller.js';
import { TraceReadModel } from './trace.read-model.js';
import { TraceService } from './trace.service.js';

@Module({ controllers: [TraceController], providers: [TraceReadModel, TraceService] })
export class TraceHttpModule {}
