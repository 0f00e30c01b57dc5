import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { Indicator } from './indicator.js';
import type { IndicatorDefinition } from './indicators-from.js';

@Injectable()
export class IndicatorsRepository {
  /** The newest published version of each; also of one that was retired, because figures of it remain. */
  async listCurrent(tx: Transaction): Promise<Indicator[]> {
    const rows = (await tx.manager.query(
      `select distinct on (code) id, definition from app.indicator_version order by code, version desc`,
    )) as Array<{ id: string; definition: IndicatorDefinition }>;
    return rows.map(({ id, definition }) => ({ ...definition, id }) as Indicator);
  }

  /** Adds a version that is in force from now on. */
  async insert(tx: Transaction, definition: IndicatorDefinition): Promise<void> {
    await tx.manager.query(
      'insert into app.indicator_version (id, code, version, definition) values ($1, $2, $3, $4)',
      [uuid(), definition.code, definition.version, JSON.stringify(definition)],
    );
  }
}
