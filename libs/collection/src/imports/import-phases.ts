import { Injectable } from '@nestjs/common';
import { ImportCommit } from './import-commit.js';
import { ImportValidation } from './import-validation.js';

/** The two phases of an import, as one dependency. */
@Injectable()
export class ImportPhases {
  constructor(
    readonly validation: ImportValidation,
    readonly commit: ImportCommit,
  ) {}
}
