import { Global, Module } from '@nestjs/common';
import { FormsRepository } from './forms/forms.repository.js';
import { IndicatorCatalogue } from './indicators/indicator-catalogue.js';
import { IndicatorsController } from './indicators/indicators.controller.js';
import { IndicatorsRepository } from './indicators/indicators.repository.js';
import { IndicatorsService } from './indicators/indicators.service.js';
import { ReferenceData } from './reference-data.js';
import { BacktestsRepository } from './rule-versions/backtests.repository.js';
import { KnownCells } from './rule-versions/known-cells.js';
import { RuleBook } from './rule-versions/rule-book.js';
import { RuleRecords } from './rule-versions/rule-records.js';
import { RuleVersionsController } from './rule-versions/rule-versions.controller.js';
import { RuleVersionsRepository } from './rule-versions/rule-versions.repository.js';
import { RuleVersionsService } from './rule-versions/rule-versions.service.js';
import { ShippedRules } from './rule-versions/shipped-rules.js';

@Global()
@Module({
  providers: [
    IndicatorsRepository,
    FormsRepository,
    IndicatorCatalogue,
    ReferenceData,
    RuleVersionsRepository,
    BacktestsRepository,
    RuleRecords,
    RuleBook,
    ShippedRules,
    KnownCells,
    RuleVersionsService,
  ],
  exports: [
    FormsRepository,
    IndicatorCatalogue,
    ReferenceData,
    BacktestsRepository,
    RuleRecords,
    RuleBook,
    RuleVersionsService,
  ],
})
export class IndicatorsModule {}

@Module({
  imports: [IndicatorsModule],
  controllers: [IndicatorsController, RuleVersionsController],
  providers: [IndicatorsService],
})
export class IndicatorsHttpModule {}
