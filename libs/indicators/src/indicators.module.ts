import { Global, Module } from '@nestjs/common';
import { BreakdownSubject } from './breakdowns/breakdown-subject.js';
import { BreakdownsController } from './breakdowns/breakdowns.controller.js';
import { BreakdownsService } from './breakdowns/breakdowns.service.js';
import { DefinitionRecords } from './definitions/definition-records.js';
import { DefinitionUses } from './definitions/definition-uses.js';
import { DefinitionsRepository } from './definitions/definitions.repository.js';
import { DefinitionsService } from './definitions/definitions.service.js';
import { ShippedDefinitions } from './definitions/shipped-definitions.js';
import { DefinitionNotesController } from './definition-notes/definition-notes.controller.js';
import { DefinitionNotesRepository } from './definition-notes/definition-notes.repository.js';
import { DefinitionNotesService } from './definition-notes/definition-notes.service.js';
import { FormSubject } from './form-versions/form-subject.js';
import { FormVersionsController } from './form-versions/form-versions.controller.js';
import { IndicatorSubject } from './indicator-versions/indicator-subject.js';
import { IndicatorVersionsController } from './indicator-versions/indicator-versions.controller.js';
import { TargetsController } from './targets/targets.controller.js';
import { TargetsRepository } from './targets/targets.repository.js';
import { TargetsService } from './targets/targets.service.js';
import { FormsRepository } from './forms/forms.repository.js';
import { EditionsRepository } from './indicators/editions.repository.js';
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
    EditionsRepository,
    IndicatorCatalogue,
    ReferenceData,
    RuleVersionsRepository,
    BacktestsRepository,
    RuleRecords,
    RuleBook,
    ShippedRules,
    KnownCells,
    RuleVersionsService,
    DefinitionsRepository,
    DefinitionRecords,
    DefinitionUses,
    ShippedDefinitions,
    BreakdownsService,
    TargetsRepository,
    DefinitionNotesRepository,
  ],
  exports: [
    DefinitionsRepository,
    DefinitionRecords,
    DefinitionUses,
    BreakdownsService,
    TargetsRepository,
    DefinitionNotesRepository,
    IndicatorsRepository,
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
  controllers: [
    IndicatorsController,
    RuleVersionsController,
    IndicatorVersionsController,
    FormVersionsController,
    BreakdownsController,
    TargetsController,
    DefinitionNotesController,
  ],
  providers: [
    IndicatorsService,
    DefinitionsService,
    IndicatorSubject,
    FormSubject,
    BreakdownSubject,
    TargetsService,
    DefinitionNotesService,
  ],
})
export class IndicatorsHttpModule {}
