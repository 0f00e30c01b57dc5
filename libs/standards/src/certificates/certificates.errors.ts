import { BusinessError } from '#platform';
import type { CertificateActKind, CertificateStatus } from './certificate.js';

/** The assessment does not carry a certificate. */
export class NotCertifiableError extends BusinessError {
  constructor(reason: string) {
    super('CONFLICT', 'not-certifiable', { detail: reason });
  }
}

/** The act is not possible as the certificate stands. */
export class CertificateActError extends BusinessError {
  constructor(act: CertificateActKind, status: CertificateStatus, allowed: readonly CertificateActKind[]) {
    super('CONFLICT', 'invalid-transition', {
      detail: `${act} is not possible while the certificate is ${status}.`,
      extensions: { state: status, allowed },
    });
  }
}

/** Whoever led or finalised an assessment does not issue its certificate. */
export class OwnCertificateError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', {
      detail: 'You led this assessment; somebody else issues the certificate.',
    });
  }
}
