import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { Indicator } from './indicator.js';
import type { IndicatorDefinition } from './indicators-from.js';

/** A published version was edited in place. */
export class PublishedVersionChangedError extends Error {
  constructor(what: string) {
    super(`${what} was published with other content; a change needs a new version number.`);
    this.name = 'PublishedVersionChangedError';
  }
}

@Injectable()
export class IndicatorsRepository {
  async listCurrent(tx: Transaction): Promise<Indicator[]> {
    const rows = (await tx.manager.query(
      `select distinct on (code) id, definition from app.indicator_version order by code, version desc`,
    )) as Array<{ id: string; definition: IndicatorDefinition }>;
    return rows.map(({ id, definition }) => ({ ...definition, id }) as Indicator);
  }

  /**
   * Publishes a version; the same content again does nothing.
   *
   * @throws PublishedVersionChangedError for other content under a published number.
   */
  async publish(tx: Transaction, definition: IndicatorDefinition): Promise<void> {
    const rows = (await tx.manager.query(
      'select definition from app.indicator_version where code = $1 and version = $2',
      [definition.code, definition.version],
    )) as Array<{ definition: IndicatorDefinition }>;
    if (rows[0]) {
      if (!isDeepStrictEqual(rows[0].definition, definition)) {
        throw new PublishedVersionChangedError(`Indicator ${definition.code} version ${definition.version}`);
      }
      return;
    }
    await tx.manager.query(
      'insert into app.indicator_version (id, code, version, definition) values ($1, $2, $3, $4)',
      [uuid(), definition.code, definition.version, JSON.stringify(definition)],
    );
  }
}
