import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { Edition, Indicator } from './indicator.js';
import type { IndicatorDefinition } from './indicators-from.js';

@Injectable()
export class IndicatorsRepository {
  /** The newest published version of each; also of one that was retired, because figures of it remain. */
  async listCurrent(tx: Transaction): Promise<Indicator[]> {
    const rows = (await tx.manager.query(
      `select distinct on (v.code) v.id, v.definition,
              (select jsonb_agg(jsonb_build_object('version', e.version, 'appliesFrom', e.definition->>'appliesFrom',
                                                   'comparability', e.definition->>'comparability') order by e.version)
                 from app.indicator_version e where e.code = v.code) as editions
         from app.indicator_version v order by v.code, v.version desc`,
    )) as Array<{ id: string; definition: IndicatorDefinition; editions: Edition[] }>;
    return rows.map(
      ({ id, definition, editions }) => ({ ...definition, id, editions }) as unknown as Indicator,
    );
  }

  /** Adds a version that is in force from now on. */
  async insert(tx: Transaction, definition: IndicatorDefinition): Promise<void> {
    await tx.manager.query(
      'insert into app.indicator_version (id, code, version, definition) values ($1, $2, $3, $4)',
      [uuid(), definition.code, definition.version, JSON.stringify(definition)],
    );
  }
}
