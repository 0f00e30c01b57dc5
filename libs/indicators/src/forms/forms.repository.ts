import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
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

  /** The version in force of every form; none of a form that was retired. */
  async listCurrent(tx: Transaction): Promise<FormVersion[]> {
    const rows = (await tx.manager.query(
      `select distinct on (f.code) f.id, f.definition from app.form_version f
        where not exists (select 1 from app.definition_version d
                           where d.kind = 'FORM' and d.code = f.code and d.version = f.version and d.state = 'RETIRED')
        order by f.code, f.version desc`,
    )) as FormRow[];
    return rows.map(({ id, definition }) => ({ ...definition, id }));
  }

  /** Adds a version that is in force from now on; answers its id. */
  async insert(tx: Transaction, definition: FormDefinition): Promise<string> {
    const id = uuid();
    await tx.manager.query(
      'insert into app.form_version (id, code, version, definition) values ($1, $2, $3, $4)',
      [id, definition.code, definition.version, JSON.stringify(definition)],
    );
    return id;
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
