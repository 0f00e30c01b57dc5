import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { RolloutTemplate } from './template.js';

const VERSION = `
  select jsonb_build_object('code', code, 'version', version) || document as template from app.rollout_template_version`;

type Row = { template: RolloutTemplate };

/** The published versions; they hold no partner's data. */
@Injectable()
export class TemplatesRepository {
  async list(tx: Transaction): Promise<RolloutTemplate[]> {
    const rows = (await tx.manager.query(`${VERSION} order by code, version`)) as Row[];
    return rows.map(({ template }) => template);
  }

  /** One version, or the newest of a code when none is named. */
  async find(tx: Transaction, code: string, version: number | null): Promise<RolloutTemplate | null> {
    const rows = (await tx.manager.query(
      `${VERSION} where code = $1 and ($2::integer is null or version = $2) order by version desc limit 1`,
      [code, version],
    )) as Row[];
    return rows[0]?.template ?? null;
  }
}
