import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import {
  WORKBOOK_LANGUAGES,
  workbookLanguageOf,
  type WorkbookLanguage,
  type WorkbookTexts,
} from './workbook-language.js';

const FOLDER = join(projectRoot(), 'config', 'locales', 'workbook');

/** The words of workbooks in every language, read once. */
@Injectable()
export class WorkbookLanguages {
  private readonly byLanguage: ReadonlyMap<WorkbookLanguage, WorkbookTexts>;

  constructor() {
    this.byLanguage = new Map(WORKBOOK_LANGUAGES.map((language) => [language, textsOf(language)]));
  }

  /** The words of a language tag, in English where there is no workbook in that language. */
  of(tag: string): WorkbookTexts {
    return this.byLanguage.get(workbookLanguageOf(tag)) as WorkbookTexts;
  }
}

function textsOf(language: WorkbookLanguage): WorkbookTexts {
  const file = readFileSync(join(FOLDER, `${language}.json`), 'utf8');
  return { ...(JSON.parse(file) as Omit<WorkbookTexts, 'language'>), language };
}
