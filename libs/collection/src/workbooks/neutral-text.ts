/** What a spreadsheet program may take for the beginning of a formula, in both widths. */
const FORMULA_START = /^[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/;
const MARK = "'";

/** Text for a text cell, made harmless if it could be taken for a formula. Numbers never come here. */
export function neutralText(text: string): string {
  return FORMULA_START.test(text) ? `${MARK}${text}` : text;
}

/** Undoes `neutralText`, so that a text which went out and came back is the same one. */
export function originalText(text: string): string {
  return text.startsWith(MARK) && FORMULA_START.test(text.slice(1)) ? text.slice(1) : text;
}
