const ALPHABET_LENGTH = 26;
const CODE_BEFORE_A = 64;

/** The spreadsheet letters of a 0-based column: 0 is `A`, 26 is `AA`. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / ALPHABET_LENGTH)) {
    letters = String.fromCodePoint(CODE_BEFORE_A + 1 + ((rest - 1) % ALPHABET_LENGTH)) + letters;
  }
  return letters;
}

/** The 0-based column and 1-based row of a reference such as `B12`; undefined when it is none. */
export function cellReference(reference: string): { column: number; row: number } | undefined {
  const match = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference);
  if (!match) return undefined;
  const [, letters = '', row = ''] = match;
  let column = 0;
  for (const letter of letters) column = column * ALPHABET_LENGTH + (letter.codePointAt(0)! - CODE_BEFORE_A);
  return { column: column - 1, row: Number(row) };
}
