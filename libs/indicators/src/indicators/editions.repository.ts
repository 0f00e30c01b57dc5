import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** Which versions of the definitions are in force; each name changes with every publication of its kind. */
export interface Editions {
  indicators: string;
  /** The published rules as `code@version`, by code. */
  rules: string;
}

/** Asked once in a transaction for everything that keeps a copy of definitions. */
@Injectable()
export class EditionsRepository {
  private readonly asked = new WeakMap<object, Promise<Editions>>();

  /** As they were when the transaction first asked; a report is computed under one set of definitions. */
  async current(tx: Transaction): Promise<Editions> {
    const asked = this.asked.get(tx.manager) ?? this.read(tx);
    this.asked.set(tx.manager, asked);
    return asked;
  }

  private async read(tx: Transaction): Promise<Editions> {
    const [row] = (await tx.manager.query(
      `select (select coalesce(md5(string_agg(id::text, ' ' order by id)), '') from app.indicator_version) as indicators,
              (select coalesce(string_agg(code || '@' || version, ' ' order by code), '')
                 from app.rule_version where state = 'PUBLISHED') as rules`,
    )) as [Editions];
    return row;
  }
}
