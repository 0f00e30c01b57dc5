import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { IsPlainText } from './plain-text.js';

class Note {
  @IsPlainText()
  text: string;
}

function isTaken(text: string): boolean {
  return validateSync(Object.assign(new Note(), { text })).length === 0;
}

describe(IsPlainText.name, () => {
  it.each([
    ['Latin text', 'Bağlı idi: 3 gün'],
    ['Dari with a non-joiner inside a word', 'گزارش\u200cدهنده'],
    ['Urdu with a joiner between letters', 'ہ\u200dم'],
  ])('takes %s', (_name, text) => {
    expect(isTaken(text)).toBe(true);
  });

  it.each([
    ['a non-joiner inside a Latin word', 'pass\u200cword'],
    ['a non-joiner at the end', 'گزارش\u200c'],
    ['two non-joiners in a row', 'گزارش\u200c\u200cدهنده'],
    ['a space without width', 'a\u200bb'],
    ['a mark of direction', 'a\u200eb'],
    ['an override of the writing direction', 'a\u202eb'],
  ])('refuses %s', (_name, text) => {
    expect(isTaken(text)).toBe(false);
  });
});
