/** The members of a parameter such as `PK,ET`, each once, in the order given. */
export function codesOf(text: string): string[] {
  return [...new Set(text.split(','))];
}

/** A list of codes of one form, separated by commas. */
export function listPattern(code: string): RegExp {
  return new RegExp(`^${code}(,${code})*$`);
}
