import { Injectable } from '@nestjs/common';
import type { OperationContext } from '#platform';
import type { SourceProfile } from '../profiles/source-profile.js';
import type { Attempt } from './pull-attempts.js';
import { PullFetch, type Fetched } from './pull-fetch.js';
import { SourceProfiles } from './source-profiles.js';

/** Asks in the layout that is in force at this moment. */
@Injectable()
export class SourceQuestions {
  constructor(
    private readonly profiles: SourceProfiles,
    private readonly fetching: PullFetch,
  ) {}

  /** @throws PullFailedError; InvalidValueError when the layout was retired since. */
  async ask(
    ctx: OperationContext,
    { connector, token, known }: Attempt,
    month: string,
  ): Promise<{ profile: SourceProfile; fetched: Fetched }> {
    const profile = await this.profiles.get(ctx, connector.partner, connector.profile);
    // What was refused, or read by another version, is worth asking for again although it has not changed.
    const validators = known?.profileVersion === profile.version ? known : null;
    const question = { connector, profile, month, token, known: validators };
    return { profile, fetched: await this.fetching.fetch(question) };
  }
}
