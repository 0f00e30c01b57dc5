import { InvalidValueError } from '#platform';

/** A link of a mail that was changed on its way, or that we never wrote. */
export class InvalidLinkError extends InvalidValueError {
  constructor() {
    super('invalid-link', '/token', 'This link is not one of ours; use the one in the newest mail.');
  }
}
