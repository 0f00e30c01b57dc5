import { BusinessError, ValidationFailedError } from '#platform';
import type { CampaignCentre } from './campaign.js';

/** Two rounds of one name could not be told apart. */
export class CampaignNameTakenError extends BusinessError {
  constructor(name: string) {
    super('CONFLICT', 'duplicate', { detail: `There is a round “${name}” already.` });
  }
}

/** A published round stays as it is. */
export class CampaignPublishedError extends BusinessError {
  constructor() {
    super('CONFLICT', 'invalid-transition', {
      detail: 'This round is PUBLISHED.',
      extensions: { state: 'PUBLISHED', allowed: [] },
    });
  }
}

/** A round is published when every assessment on the spot is final. */
export class CampaignUnfinishedError extends ValidationFailedError {
  constructor(open: readonly CampaignCentre[]) {
    super(
      open.map(({ unit, siteState }) => ({
        code: 'assessment-open',
        pointer: `/centres/${unit}`,
        message: `The assessment of ${unit} is ${siteState}.`,
      })),
      'guard-failed',
    );
  }
}

/** Whoever began a round does not publish it. */
export class OwnCampaignError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', { detail: 'You began this round; somebody else publishes it.' });
  }
}
