import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { cellsOf } from '../forms/form.js';
import { FormsRepository } from '../forms/forms.repository.js';

/** The cells that a rule can be about: those of the forms as they stand. */
@Injectable()
export class KnownCells {
  constructor(private readonly forms: FormsRepository) {}

  async all(tx: Transaction): Promise<ReadonlySet<string>> {
    const forms = await this.forms.listCurrent(tx);
    return new Set(forms.flatMap(cellsOf));
  }
}
