import { attachmentNamed, fileName } from './file-name.js';

describe(fileName.name, () => {
  it.each(['Müqavilə 2026.pdf', 'соглашение.docx', 'سند.pdf', 'a b (final).csv'])('takes %s', (name) => {
    expect(fileName(name)).toBe(name);
  });

  it('composes letters and their marks', () => {
    expect(fileName('u\u0308.pdf')).toBe('ü.pdf');
  });

  it.each([
    '',
    '.',
    '..',
    '../etc/passwd',
    'C:\\x.pdf',
    'a/b.pdf',
    'a\u202efdp.exe',
    'a\u2066b.pdf',
    'a\u200bb.pdf',
    'a\nb.pdf',
    'a\u0000.pdf',
    ' a.pdf',
    'a.pdf.',
    `${'a'.repeat(201)}`,
  ])('refuses %j', (name) => {
    expect(() => fileName(name)).toThrow(expect.objectContaining({ code: 'file-name-invalid' }));
  });
});

describe(attachmentNamed.name, () => {
  it('gives the name twice: for everybody, and as it is', () => {
    expect(attachmentNamed('Müqavilə (1).pdf')).toBe(
      `attachment; filename="M_qavil_ (1).pdf"; filename*=UTF-8''M%C3%BCqavil%C9%99%20%281%29.pdf`,
    );
  });

  it('lets no quotation mark end the header', () => {
    expect(attachmentNamed('a"; x=".pdf')).toMatch(/^attachment; filename="a_; x=_\.pdf"; filename\*/);
  });
});
