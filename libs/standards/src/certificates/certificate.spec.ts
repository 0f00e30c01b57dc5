import { actsOpen, statusOn, type CertificateAct, type CertificateActKind } from './certificate.js';

const after = (...acts: CertificateActKind[]) => ({
  validUntil: '2028-01-01',
  acts: acts.map((act): CertificateAct => ({ act, reason: 'because', actedAt: new Date(0) })),
});

describe(statusOn.name, () => {
  it.each([
    [[], '2027-12-31', 'VALID'],
    [[], '2028-01-01', 'EXPIRED'],
    [['SUSPEND'], '2027-12-31', 'SUSPENDED'],
    [['SUSPEND', 'REINSTATE'], '2027-12-31', 'VALID'],
    [['SUSPEND'], '2028-01-01', 'EXPIRED'],
    [['WITHDRAW'], '2028-01-01', 'WITHDRAWN'],
  ] as Array<[CertificateActKind[], string, string]>)('after %j on %s is %s', (acts, day, status) => {
    expect(statusOn(after(...acts), day)).toBe(status);
  });

  it('leaves these acts', () => {
    expect(actsOpen(after(), '2027-01-01')).toEqual(['SUSPEND', 'WITHDRAW']);
    expect(actsOpen(after('SUSPEND'), '2027-01-01')).toEqual(['REINSTATE', 'WITHDRAW']);
    expect(actsOpen(after('WITHDRAW'), '2027-01-01')).toEqual([]);
    expect(actsOpen(after(), '2028-01-01')).toEqual([]);
  });
});
