import { BusinessError } from '#platform';
import type { LegalBasisAnswer } from './legal-basis.rules.js';

/** No instrument in force on the day grants the component to the partner, and nobody waived it. */
export class LegalBasisMissingError extends BusinessError {
  constructor({ partner, component, on, instruments }: LegalBasisAnswer) {
    super('CONFLICT', 'legal-basis-missing', {
      detail: `No instrument in force on ${on} covers ${component} for ${partner}.`,
      params: { partner, component, on },
      extensions: { instruments: instruments.map(({ code, status }) => ({ code, status })) },
    });
  }
}

export class DuplicateGrantError extends BusinessError {
  constructor(component: string) {
    super('CONFLICT', 'duplicate', {
      detail: `This instrument grants ${component} from the same day already.`,
      params: { component },
    });
  }
}
