import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipFile } from '../../../../test/hostile-files/zip-file.js';
import { mediaTypeOf } from './media-types.js';

describe(mediaTypeOf.name, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'media-types-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const typeOf = async (content: Buffer | string, name: string): Promise<string> => {
    const path = join(folder, 'file');
    await writeFile(path, content);
    return mediaTypeOf(path, name);
  };
  const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
  const packaged = (...names: string[]): Buffer =>
    zipFile(names.map((name) => ({ name, content: Buffer.from('x') })));

  it.each([
    ['%PDF-1.7 text', 'a.pdf', 'application/pdf'],
    [png, 'a.PNG', 'image/png'],
    [Buffer.from('ffd8ffe000104a46', 'hex'), 'a.jpeg', 'image/jpeg'],
    ['Bakı; 5\n', 'a.csv', 'text/csv'],
    ['Bakı\n', 'a.txt', 'text/plain'],
  ])('knows %j by its content', async (content, name, expected) => {
    expect(await typeOf(content, name)).toBe(expected);
  });

  it('knows an office document by its main part', async () => {
    expect(await typeOf(packaged('[Content_Types].xml', 'word/document.xml'), 'a.docx')).toContain(
      'wordprocessing',
    );
  });

  it.each([
    ['a program', Buffer.from('4d5a90000300', 'hex'), 'a.pdf'],
    ['a page that runs in browsers', '<script>alert(1)</script>', 'a.html'],
    ['a picture with the name of a program', png, 'a.exe'],
    ['a picture with the name of a document', png, 'a.pdf'],
    ['a text with a zero byte', 'a\u0000b', 'a.txt'],
    ['bytes that are no UTF-8', Buffer.from([0x41, 0xff, 0x42]), 'a.txt'],
    ['a package that is no document', packaged('x.txt'), 'a.docx'],
    ['a document with macros', packaged('word/document.xml', 'word/vbaProject.bin'), 'a.docx'],
    ['a broken package', Buffer.from('504b030400000000', 'hex'), 'a.docx'],
    ['a name without an ending', '%PDF-1.7', 'a'],
  ])('refuses %s', async (_what, content, name) => {
    await expect(typeOf(content, name)).rejects.toMatchObject({ code: 'file-type-forbidden' });
  });
});
