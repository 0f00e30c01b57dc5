import { Injectable } from '@nestjs/common';
import { ImportCommit } from './import-commit.js';
import { ImportPartsRepository } from './import-parts.repository.js';
import { ImportValidation } from './import-validation.js';

/** The two phases of an import and what passes between them, as one dependency. */
@Injectable()
export class ImportPhases {
  constructor(
    readonly validation: ImportValidation,
    readonly commit: ImportCommit,
    readonly parts: ImportPartsRepository,
  ) {}
}
