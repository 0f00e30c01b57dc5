import type { InputIndicator } from '#indicators';
import type { PastValue } from '#reporting';
import type { CellPlan, CellRule, CellStyle } from '../sheets/workbook-plan.js';
import { neutralText } from './neutral-text.js';
import { sheetFigure } from './typed-number.js';
import { OFFERED_KINDS, type OfferedKind, type WorkbookTexts } from './workbook-language.js';

export const MAX_EXPLANATION = 1_000;
/** The list of reasons for a missing figure, by its name in the plan. */
export const KINDS_LIST = 'kinds';

/** A text cell that a person reads; made harmless if somebody typed a formula into a name or an explanation. */
export function textCell(text: string, style: CellStyle): CellPlan {
  return { text: neutralText(text), style };
}

/** A figure, or the words for why there is none; null for a cell that holds nothing. */
export function figureCell(
  held: PastValue | undefined,
  indicator: Pick<InputIndicator, 'type'>,
  style: CellStyle,
  words: WorkbookTexts,
): CellPlan {
  // Decimals are shown as they are: a fixed pattern would end whole numbers in a lonely decimal mark.
  const decimals = indicator.type === 'INTEGER' ? { decimals: 0 } : {};
  if (held?.kind === 'NUMBER' && held.value !== null)
    return { ...sheetFigure(held.value, words.language), style, ...decimals };
  return { text: kindWords(held, words), style, ...decimals };
}

/** The words for a missing figure in the workbook's language; empty when the kind has none there. */
export function kindWords(held: PastValue | undefined, { kinds }: WorkbookTexts): string {
  const offered = OFFERED_KINDS.find((kind) => kind === held?.kind);
  return offered ? kinds[offered] : '';
}

/** The kind that words of the workbook's language, or its machine code, stand for. */
export function kindOfWords(text: string, { kinds }: WorkbookTexts): OfferedKind | undefined {
  const wanted = folded(text);
  return OFFERED_KINDS.find((kind) => folded(kinds[kind]) === wanted || kind === text.trim());
}

/** The name of an indicator, in English with a remark to that effect where it is not translated. */
export function titleOf(
  indicator: InputIndicator,
  language: string,
): { title: string; isTranslated: boolean } {
  const title = indicator.title[language];
  return { title: title ?? indicator.title.en, isTranslated: title !== undefined };
}

/** The rules of a spreadsheet program for what may be typed, in the reader's words. */
export function cellRules({ texts, kinds }: WorkbookTexts): Record<string, CellRule> {
  const listed = Object.values(kinds).join(', ');
  const orKind = texts.amountOrKindMessage.replace('{{kinds}}', listed);
  return {
    amount: { kind: 'AMOUNT', title: texts.amountTitle, message: texts.amountMessage },
    kind: { kind: 'LIST', list: KINDS_LIST, title: texts.kindTitle, message: texts.kindMessage },
    amountOrKind: { kind: 'AMOUNT_OR_LIST', list: KINDS_LIST, title: texts.amountTitle, message: orKind },
    explanation: {
      kind: 'TEXT',
      maxLength: MAX_EXPLANATION,
      title: texts.explanationTitle,
      message: texts.explanationMessage,
    },
  };
}

function folded(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('en');
}
