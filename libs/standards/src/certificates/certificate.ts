export const CERTIFICATE_ACTS = ['SUSPEND', 'REINSTATE', 'WITHDRAW'] as const;
export type CertificateActKind = (typeof CERTIFICATE_ACTS)[number];

export interface CertificateAct {
  act: CertificateActKind;
  reason: string;
  actedAt: Date;
}

/** What a certificate is worth on a day. */
export type CertificateStatus = 'VALID' | 'SUSPENDED' | 'WITHDRAWN' | 'EXPIRED';

/** That a centre meets a standard, for a time. */
export interface Certificate {
  id: string;
  partner: string;
  unit: string;
  unitName: string;
  assessmentId: string;
  /** What a third person types in to verify it; cannot be guessed. */
  code: string;
  standard: string;
  version: number;
  illustrative: boolean;
  grade: string;
  scope: string;
  validFrom: string;
  validUntil: string;
  /** In the order in which they were done. */
  acts: CertificateAct[];
}

/** Status follows from the acts and the day; nobody writes it down. */
export function statusOn(
  { validUntil, acts }: Pick<Certificate, 'validUntil' | 'acts'>,
  day: string,
): CertificateStatus {
  const last = acts.at(-1)?.act;
  if (last === 'WITHDRAW') return 'WITHDRAWN';
  if (day >= validUntil) return 'EXPIRED';
  return last === 'SUSPEND' ? 'SUSPENDED' : 'VALID';
}

/** Which acts are possible on a day. */
export function actsOpen(
  certificate: Pick<Certificate, 'validUntil' | 'acts'>,
  day: string,
): CertificateActKind[] {
  switch (statusOn(certificate, day)) {
    case 'VALID':
      return ['SUSPEND', 'WITHDRAW'];
    case 'SUSPENDED':
      return ['REINSTATE', 'WITHDRAW'];
    case 'WITHDRAWN':
    case 'EXPIRED':
      return [];
  }
}
