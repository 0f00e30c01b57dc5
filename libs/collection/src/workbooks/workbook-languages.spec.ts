import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { WORKBOOK_LANGUAGES, workbookLanguageOf } from './workbook-language.js';
import { WorkbookLanguages } from './workbook-languages.js';

/** Spreadsheet programs cut longer ones off or call the file broken. */
const LONGEST_TITLE = 32;
const LONGEST_MESSAGE = 255;

describe(WorkbookLanguages.name, () => {
  const languages = new WorkbookLanguages();
  const english = languages.of('en');

  it.each(WORKBOOK_LANGUAGES)('has every word of the English workbook in %s', (language) => {
    const { texts, kinds, measures, whatToDo } = languages.of(language);
    expect([texts, kinds, measures, whatToDo].map((part) => Object.keys(part))).toEqual(
      [english.texts, english.kinds, english.measures, english.whatToDo].map((part) => Object.keys(part)),
    );
  });

  it.each(WORKBOOK_LANGUAGES)('leaves nothing blank in %s', (language) => {
    const { texts, kinds, measures, whatToDo } = languages.of(language);
    const all = [texts, kinds, measures, whatToDo].flatMap((part) => Object.values(part));
    expect(all.filter((text) => text.trim() === '')).toEqual([]);
  });

  it.each(WORKBOOK_LANGUAGES)('keeps to what spreadsheet programs show of a rule in %s', (language) => {
    const { texts, kinds } = languages.of(language);
    const orKind = texts.amountOrKindMessage.replace('{{kinds}}', Object.values(kinds).join(', '));
    const messages = [texts.amountMessage, texts.kindMessage, texts.explanationMessage, orKind];
    const titles = [texts.amountTitle, texts.kindTitle, texts.explanationTitle];
    expect(titles.filter((title) => title.length > LONGEST_TITLE)).toEqual([]);
    expect(messages.filter((message) => message.length > LONGEST_MESSAGE)).toEqual([]);
  });

  it.each(WORKBOOK_LANGUAGES)('names the sheet in a way that a workbook can hold in %s', (language) => {
    const { report, problems } = languages.of(language).texts;
    expect([report, problems].every((name) => name.length <= 31 && !/[\\/?*[\]:]/.test(name))).toBe(true);
  });

  it('runs from right to left where the script does', () => {
    const fromRight = WORKBOOK_LANGUAGES.filter((language) => languages.of(language).rightToLeft);
    expect(fromRight).toEqual(['fa-AF', 'ps', 'ur']);
  });

  it('says what to do about every problem that a report can have', () => {
    const source = readFileSync(
      join(projectRoot(), 'libs/collection/src/profiles/report-problems.ts'),
      'utf8',
    );
    const sentences = source.slice(source.indexOf('const SENTENCES'));
    const codes = [...sentences.matchAll(/^ {2}'([a-z-]+)':/gm)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !(code in english.whatToDo))).toEqual([]);
  });
});

describe(workbookLanguageOf.name, () => {
  it.each([
    ['ru-RU', 'ru'],
    ['fa', 'fa-AF'],
    ['fa-AF', 'fa-AF'],
    ['xx', 'en'],
    ['', 'en'],
  ])('takes %j for %s', (tag, language) => {
    expect(workbookLanguageOf(tag)).toBe(language);
  });
});
