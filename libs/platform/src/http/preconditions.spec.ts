import { BusinessError } from '../errors/business-error.js';
import { entityTag, PreconditionFailedError, revisionFrom } from './preconditions.js';

function codeOf(header: string | undefined): string {
  try {
    return String(revisionFrom(header));
  } catch (error) {
    return (error as BusinessError).code;
  }
}

describe(revisionFrom.name, () => {
  it.each([0, 1, 42, 999_999_999])('reads the tag of revision %d', (rev) => {
    expect(revisionFrom(entityTag(rev))).toBe(rev);
  });

  it('asks for the header when it is missing', () => {
    expect(codeOf(undefined)).toBe('precondition-required');
  });

  it.each(['*', ' * '])('refuses %j, which would overwrite whatever is there', (header) => {
    expect(codeOf(header)).toBe('invalid-precondition');
  });

  it.each([
    'W/"r1"',
    '"1"',
    'r1',
    '""',
    '',
    '"r-1"',
    '"r1", "r2"',
    '"r1e3"',
    '"r9999999999"',
    '"r1"x',
    '"r\u0663"',
  ])('lets %j match nothing', (header) => {
    expect(codeOf(header)).toBe('precondition-failed');
  });
});

describe(PreconditionFailedError.name, () => {
  it('tells the tag that would have matched', () => {
    expect(new PreconditionFailedError(7).extensions).toEqual({ currentETag: '"r7"' });
  });
});
