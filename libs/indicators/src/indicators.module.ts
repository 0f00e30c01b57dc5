import { Global, Module } from '@nestjs/common';
import { FormsRepository } from './forms/forms.repository.js';
import { IndicatorCatalogue } from './indicators/indicator-catalogue.js';
import { IndicatorsController } from './indicators/indicators.controller.js';
import { IndicatorsRepository } from './indicators/indicators.repository.js';
import { IndicatorsService } from './indicators/indicators.service.js';
import { ReferenceData } from './reference-data.js';

@Global()
@Module({
  providers: [IndicatorsRepository, FormsRepository, IndicatorCatalogue, ReferenceData],
  exports: [FormsRepository, IndicatorCatalogue, ReferenceData],
})
export class IndicatorsModule {}

@Module({ imports: [IndicatorsModule], controllers: [IndicatorsController], providers: [IndicatorsService] })
export class IndicatorsHttpModule {}
