import { Ledger } from '../ledger/ledger.js';
import { MaterialityThresholds } from '../materiality/materiality-thresholds.js';
import { OfficialFiguresReadModel } from '../materiality/official-figures.read-model.js';
import { ErrataRepository } from '../releases/errata.repository.js';
import { ReleaseFiguresReadModel } from '../releases/release-figures.read-model.js';
import { ReleaseList } from '../releases/release-list.service.js';
import { ReleasesController } from '../releases/releases.controller.js';
import { ReleasesRepository } from '../releases/releases.repository.js';
import { ReleasesService } from '../releases/releases.service.js';
import { Materiality } from '../review/materiality.js';
import { RevisionOutcomes } from '../review/revision-outcomes.js';
import { AppliedCorrections } from './applied-corrections.js';
import { CorrectionEffects } from './correction-effects.js';
import { CorrectionLapses } from './correction-lapses.js';
import { CorrectionList } from './correction-list.service.js';
import { CorrectionMateriality } from './correction-materiality.js';
import { CorrectionRecords } from './correction-records.js';
import { CorrectionsController } from './corrections.controller.js';
import { CorrectionsReadModel } from './corrections.read-model.js';
import { CorrectionsRepository } from './corrections.repository.js';
import { CorrectionsService } from './corrections.service.js';
import { LedgerEventsRepository } from './ledger-events.repository.js';

/** Official figures and what changes them. Wherever reports are accepted their corrections have to be settled, so these belong to the core loop. */
export const CORRECTION_PROVIDERS = [
  Ledger,
  RevisionOutcomes,
  Materiality,
  MaterialityThresholds,
  OfficialFiguresReadModel,
  ReleasesRepository,
  ErrataRepository,
  LedgerEventsRepository,
  CorrectionsRepository,
  CorrectionEffects,
  CorrectionRecords,
  CorrectionMateriality,
  AppliedCorrections,
  CorrectionLapses,
  CorrectionsService,
];

/** What other parts of the system use of them. */
export const CORRECTION_EXPORTS = [
  Materiality,
  CorrectionsService,
  CorrectionsRepository,
  CorrectionLapses,
  ReleasesRepository,
  ErrataRepository,
];

export const CORRECTION_CONTROLLERS = [CorrectionsController, ReleasesController];

/** What only routes need. */
export const CORRECTION_HTTP_PROVIDERS = [
  CorrectionsReadModel,
  CorrectionList,
  ReleaseFiguresReadModel,
  ReleaseList,
  ReleasesService,
];
