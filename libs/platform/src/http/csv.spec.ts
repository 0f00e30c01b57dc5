import { csvCell } from './csv.js';

describe(csvCell.name, () => {
  it.each(['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\t=1', '\r=1'])('disarms %j', (text) => {
    expect(csvCell(text)).toBe(`"'${text}"`);
  });

  it.each(['-5', '-0.25', '1840'])('leaves the number %s a number', (text) => {
    expect(csvCell(text)).toBe(`"${text}"`);
  });

  it('doubles quotes', () => {
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
  });

  it('writes nothing as an empty cell', () => {
    expect([csvCell(null), csvCell(undefined)]).toEqual(['""', '""']);
  });
});
