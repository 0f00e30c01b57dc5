import { Module } from '@nestjs/common';
import { CentresModule } from '../centres/centres.module.js';
import { CentreStepsController } from './centre-steps.controller.js';
import { LifecycleModule } from './lifecycle.module.js';

@Module({ imports: [LifecycleModule, CentresModule], controllers: [CentreStepsController] })
export class LifecycleHttpModule {}
