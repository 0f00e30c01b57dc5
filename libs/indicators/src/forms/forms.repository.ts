import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import { PublishedVersionChangedError } from '../indicators/indicators.repository.js';
import type { FormVersion } from './form.js';
import { RuleBook } from '../rule-versions/rule-book.js';
import type { ValidationRule } from '../rules/rule.js';

export type FormDefinition = Omit<FormVersion, 'id'>;

@Injectable()
export class FormsRepository {
  private readonly byId = new Map<string, FormVersion>();

  constructor(private readonly book: RuleBook) {}

  /** A form version by id; versions never change, so each is read once. */
  async get(tx: Transaction, id: string): Promise<FormVersion> {
    const known = this.byId.get(id);
    if (known) return known;
    const [row] = (await tx.manager.query('select id, definition from app.form_version where id = $1', [
      id,
    ])) as FormRow[];
    const form = { ...row.definition, id };
    this.byId.set(id, form);
    return form;
  }

  async listCurrent(tx: Transaction): Promise<FormVersion[]> {
    const rows = (await tx.manager.query(
      'select distinct on (code) id, definition from app.form_version order by code, version desc',
    )) as FormRow[];
    return rows.map(({ id, definition }) => ({ ...definition, id }));
  }

  /** @throws PublishedVersionChangedError for other content under a published number. */
  async publish(tx: Transaction, definition: FormDefinition): Promise<void> {
    const rows = (await tx.manager.query(
      'select id, definition from app.form_version where code = $1 and version = $2',
      [definition.code, definition.version],
    )) as FormRow[];
    if (rows[0]) {
      if (!isDeepStrictEqual(rows[0].definition, definition))
        throw new PublishedVersionChangedError(`Form ${definition.code} version ${definition.version}`);
      return;
    }
    await tx.manager.query(
      'insert into app.form_version (id, code, version, definition) values ($1, $2, $3, $4)',
      [uuid(), definition.code, definition.version, JSON.stringify(definition)],
    );
  }

  /** The rules in force, as every check of a report needs them. */
  async listRules(tx: Transaction): Promise<readonly ValidationRule[]> {
    return this.book.inForce(tx);
  }
}

interface FormRow {
  id: string;
  definition: FormDefinition;
}
