/** A plain table with aligned columns; the first row is the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  const lines = rows.map((row) =>
    `  ${row.map((cell, column) => cell + ' '.repeat(widths[column] - width(cell))).join('  ')}`.trimEnd(),
  );
  const rule = `  ${widths.map((length) => '─'.repeat(length)).join('  ')}`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** Columns on the screen; combining marks take none. */
function width(text: string): number {
  return [...text.normalize('NFC')].filter((character) => !/\p{Mn}/u.test(character)).length;
}
