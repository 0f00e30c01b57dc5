import * as fc from 'fast-check';
import { programContext } from '../context/operation-context.js';
import { Cursors, InvalidCursorError } from './cursor.js';

const cursors = new Cursors('a secret of at least thirty-two characters');
const ctx = programContext('OPERATOR', 'somebody', ['PK'], 'request');
const stranger = programContext('OPERATOR', 'somebody-else', ['PK'], 'request');
const question = { sort: 'code', partner: 'PK' };

function cursorAfter(key: string[]): string {
  const { page } = cursors.page(
    ctx,
    question,
    1,
    [key, ['next']],
    (row) => row,
    (row) => row,
  );
  return page.nextCursor ?? '';
}

describe(Cursors.name, () => {
  it('shows no more rows than asked for and says that there are more', () => {
    const page = cursors.page(
      ctx,
      question,
      2,
      ['a', 'b', 'c'],
      (row) => [row],
      (row) => row.toUpperCase(),
    );
    expect(page).toEqual({ data: ['A', 'B'], page: { nextCursor: expect.any(String), hasMore: true } });
  });

  it('has no cursor on the last page', () => {
    const page = cursors.page(
      ctx,
      question,
      2,
      ['a', 'b'],
      (row) => [row],
      (row) => row,
    );
    expect(page.page).toEqual({ nextCursor: null, hasMore: false });
  });

  it('begins at the beginning without a cursor', () => {
    expect(cursors.read(ctx, question, undefined)).toBeNull();
  });

  it('gives back every key that it was made from', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (key) => {
        expect(cursors.read(ctx, question, cursorAfter(key))).toEqual(key);
      }),
    );
  });

  it('refuses the cursor of somebody else, of another question and of another installation', () => {
    const cursor = cursorAfter(['a']);
    expect(() => cursors.read(stranger, question, cursor)).toThrow(InvalidCursorError);
    expect(() => cursors.read(ctx, { ...question, partner: 'ET' }, cursor)).toThrow(InvalidCursorError);
    expect(() => new Cursors('another secret').read(ctx, question, cursor)).toThrow(InvalidCursorError);
  });

  it('refuses every cursor that was changed, with the same error', () => {
    const cursor = cursorAfter(['a', 'b']);
    fc.assert(
      fc.property(
        fc.nat(cursor.length),
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.nat(3),
        (at, inserted, removed) => {
          const changed = cursor.slice(0, at) + inserted + cursor.slice(at + removed);
          fc.pre(changed !== cursor);
          expect(() => cursors.read(ctx, question, changed)).toThrow(InvalidCursorError);
        },
      ),
    );
  });

  it.each(['.more', '.', '..'])('refuses a cursor with %j behind it', (more) => {
    expect(() => cursors.read(ctx, question, cursorAfter(['a']) + more)).toThrow(InvalidCursorError);
  });

  it('refuses a signature that has the right length in characters only', () => {
    const [body, signature] = cursorAfter(['a']).split('.');
    expect(() => cursors.read(ctx, question, `${body}.${'é'.repeat(signature.length)}`)).toThrow(
      InvalidCursorError,
    );
  });
});
