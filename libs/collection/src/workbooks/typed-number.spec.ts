import { readTypedNumber, sheetFigure } from './typed-number.js';
import type { WorkbookLanguage } from './workbook-language.js';

describe(readTypedNumber.name, () => {
  it.each<[WorkbookLanguage, string, string]>([
    ['en', '1840', '1840'],
    ['en', '1,840.5', '1840.5'],
    ['az', '1.840,5', '1840.5'],
    ['id', '1.840,5', '1840.5'],
    ['ru', '1 840,5', '1840.5'],
    ['ru', '1\u00a0840,5', '1840.5'],
    ['uz', '1\u202f840', '1840'],
    ['am', '12.5', '12.5'],
    ['fa-AF', '۱۸۴۰', '1840'],
    ['fa-AF', '۱٬۸۴۰٫۵', '1840.5'],
    ['fa-AF', '۱۲.۵', '12.5'],
    ['fa-AF', '۱،۸۴۰', '1840'],
    ['fa-AF', '1,840.5', '1840.5'],
    ['ps', '٢٣٤', '234'],
    ['ur', '۹۰', '90'],
    ['ur', '\u200f۹۰\u200f', '90'],
    ['en', '\u22125', '-5'],
    ['en', ' 7 ', '7'],
  ])('in %s reads %j as %s', (language, text, value) => {
    expect(readTypedNumber(text, language)).toEqual({ value });
  });

  it.each<[WorkbookLanguage, string]>([
    ['en', '90%'],
    ['fa-AF', '۹۰٪'],
    ['en', '12,5'],
    ['az', '12.5'],
    ['ru', '12.5'],
    ['en', '۱۲'],
    ['fa-AF', '۱2'],
    ['fa-AF', '۱,۵'],
    ['en', '1e3'],
    ['en', 'twelve'],
    ['en', '=12'],
  ])('in %s guesses nothing from %j', (language, text) => {
    expect(readTypedNumber(text, language)).toEqual({ problem: 'invalid-number' });
  });
});

describe(sheetFigure.name, () => {
  it('is a number of the sheet as long as a sheet can hold it', () => {
    expect(sheetFigure('123456789012.345', 'az')).toEqual({ number: '123456789012.345' });
  });

  it.each<[WorkbookLanguage, string]>([
    ['az', '123456789012345,678'],
    ['en', '123456789012345.678'],
    ['fa-AF', '123456789012345.678'],
  ])('is text that %s reads back where a sheet would round it', (language, text) => {
    const figure = sheetFigure('123456789012345.678', language);
    expect(figure).toEqual({ text });
    expect(readTypedNumber(text, language)).toEqual({ value: '123456789012345.678' });
  });
});
