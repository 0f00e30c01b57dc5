import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { Clock, type Transaction } from '#platform';
import { DefinitionsRepository } from './definitions.repository.js';
import { RELEASE, type DefinitionKey, type DefinitionVersion } from './definition-version.js';

/** Brings definitions that ship into the register: the first time into force, later changes as drafts. */
@Injectable()
export class ShippedDefinitions {
  constructor(
    private readonly repository: DefinitionsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @param shipped the definition with its code and the version that it is shipped as
   * @param publish puts it where definitions in force are read; called the first time only
   */
  async load<T extends Pick<DefinitionKey, 'code' | 'version'>>(
    tx: Transaction,
    kind: DefinitionVersion['kind'],
    shipped: T,
    publish: (definition: T) => Promise<unknown>,
  ): Promise<void> {
    const { code, version, ...document } = shipped;
    await this.repository.lockCode(tx, kind, code);
    const known = await this.repository.listByCode(tx, kind, code);
    if (known.some((one) => isReleased(one, document))) return;
    const isFirst = known.length === 0;
    const row = { kind, code, document, authors: [RELEASE], createdByName: RELEASE } as const;
    const place = isFirst
      ? { version, state: 'PUBLISHED' as const, publishedBy: RELEASE }
      : { version: (known.at(-1)?.version ?? 0) + 1, state: 'DRAFT' as const, publishedBy: null };
    await this.repository.insert(tx, { ...row, ...place, authors: [RELEASE] }, this.clock.instant());
    if (isFirst) await publish(shipped);
  }
}

/** What a release brought once is not brought again, whatever headquarters made of it since. */
function isReleased({ authors, document }: DefinitionVersion, shipped: object): boolean {
  return authors[0] === RELEASE && isDeepStrictEqual(document, shipped);
}
