import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { InvalidReferenceDataError } from '#calendars';
import { projectRoot } from '#platform';

/** By how much a correction may change a figure before the director has to accept it. */
export interface ThresholdTable {
  /** Part of the unit's value as a decimal text. */
  general: string;
  byIndicator: ReadonlyMap<string, string>;
}

const SHARE = /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/;

/** The thresholds as the agency wrote them. */
@Injectable()
export class MaterialityThresholds {
  private readonly table: ThresholdTable;

  constructor() {
    const file = join(projectRoot(), 'config', 'reference', 'materiality.yaml');
    this.table = thresholdsFrom(parse(readFileSync(file, 'utf8')));
  }

  of(indicator: string): string {
    return this.table.byIndicator.get(indicator) ?? this.table.general;
  }
}

/**
 * Reads the parsed content of `config/reference/materiality.yaml`.
 *
 * @throws InvalidReferenceDataError for anything that is no share between 0 and 1 written as a text.
 */
export function thresholdsFrom(yaml: unknown): ThresholdTable {
  const { default: general, indicators } = (yaml ?? {}) as { default?: unknown; indicators?: unknown };
  return {
    general: share(general, 'materiality.default'),
    byIndicator: new Map(
      Object.entries((indicators ?? {}) as object).map(([code, value]) => [
        code,
        share(value, `materiality.indicators.${code}`),
      ]),
    ),
  };
}

function share(value: unknown, path: string): string {
  if (typeof value === 'string' && SHARE.test(value)) return value;
  throw new InvalidReferenceDataError(path, 'expected a share between 0 and 1 in quotes, such as "0.05"');
}
