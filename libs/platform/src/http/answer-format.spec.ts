import { acceptedFormat } from './answer-format.js';

describe(acceptedFormat.name, () => {
  it.each([
    [undefined, 'json'],
    ['*/*', 'json'],
    ['text/csv', 'csv'],
    ['text/csv; header=present', 'csv'],
    ['text/csv, application/json', 'csv'],
    ['application/json, text/csv', 'json'],
    ['text/html, text/csv;q=0.9, */*', 'csv'],
    ['text/html', 'json'],
  ])('reads %j as %s', (accept, format) => {
    expect(acceptedFormat(accept)).toBe(format);
  });
});
