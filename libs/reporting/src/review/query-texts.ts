import { Injectable } from '@nestjs/common';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import type { QueryReason } from './review-query.js';

const CATALOGUES = join(projectRoot(), 'config', 'locales', 'review');

/** Names of the reasons for which a reviewer asks, in the languages of headquarters and of the partners. */
@Injectable()
export class QueryTexts {
  private readonly titles: ReadonlyMap<string, Readonly<Record<QueryReason, string>>>;

  constructor() {
    this.titles = new Map(
      readdirSync(CATALOGUES).map((file) => {
        const catalogue = JSON.parse(readFileSync(join(CATALOGUES, file), 'utf8')) as {
          reasons: Record<QueryReason, string>;
        };
        return [file.replace(/\.json$/, ''), catalogue.reasons];
      }),
    );
  }

  /** Every language that the reasons have names in. */
  get languages(): string[] {
    return [...this.titles.keys()].toSorted();
  }

  /** The name of a reason in every language: whoever reads a question may speak another than whoever asked. */
  titlesOf(reason: QueryReason): Record<string, string> {
    return Object.fromEntries([...this.titles].map(([language, titles]) => [language, titles[reason]]));
  }
}
