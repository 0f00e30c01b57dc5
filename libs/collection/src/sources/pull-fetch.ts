import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock, elapsedMs } from '#platform';
import { targetOf } from '../connectors/connector-targets.js';
import type { Connector, SourceMonth } from '../connectors/connector.js';
import type { SourceProfile } from '../profiles/source-profile.js';
import { Egress, type PulledAnswer } from './egress.js';
import { PullFailedError } from './pull-failure.js';
import { allPages } from './pull-pages.js';
import { acceptedType, asOfOf, assertUsable } from './pulled-content.js';

const NO_CONTENT = 204;
const NOT_MODIFIED = 304;
/** All pages of a month together; a worker's place is worth more than the last page of a crawl. */
const PAGES_MS = 5 * 60 * 1_000;
const HASH_DIGITS = 16;

/** A report as it arrived, and what says how new it is. */
export interface FetchedContent {
  kind: 'CONTENT';
  content: Buffer;
  etag: string | null;
  lastModified: string | null;
  asOf: string | null;
  bodyHash: string;
}

/** A month as the partner's system answered it. */
export type Fetched = { kind: 'UNCHANGED' } | { kind: 'NO_DATA' } | FetchedContent;

/** What to ask, and how the answer is to be read. */
export interface MonthQuestion {
  connector: Connector;
  profile: SourceProfile;
  month: string;
  token: string | null;
  known: SourceMonth | null;
}

/** Asks a partner's system for one month, page by page where the layout says so. Stores nothing. */
@Injectable()
export class PullFetch {
  constructor(
    private readonly egress: Egress,
    private readonly clock: Clock,
  ) {}

  /** @throws PullFailedError with the reason. */
  async fetch({ connector, profile, month, token, known }: MonthQuestion): Promise<Fetched> {
    const url = targetOf(connector.url, month);
    const question = { token, accept: acceptedType(profile) };
    const { etag = null, lastModified = null } = known ?? {};
    const answer = await this.egress.get(url, { ...question, etag, lastModified });
    if (answer.status === NOT_MODIFIED) return { kind: 'UNCHANGED' };
    if (answer.status === NO_CONTENT) return { kind: 'NO_DATA' };
    assertUsable(answer, profile, this.clock.instant());
    const pages = this.pageFetcher(question, profile);
    return contentOf(answer, await allPages(answer.content, url, profile, pages), profile);
  }

  private pageFetcher(question: { token: string | null; accept: string }, profile: SourceProfile) {
    const startedAt = elapsedMs();
    return async (url: URL): Promise<Buffer> => {
      if (elapsedMs() - startedAt > PAGES_MS)
        throw new PullFailedError('timeout', 'The pages took longer than five minutes together.');
      const page = await this.egress.get(url, question);
      assertUsable(page, profile, this.clock.instant());
      return page.content;
    };
  }
}

function contentOf(answer: PulledAnswer, content: Buffer, profile: SourceProfile): Fetched {
  const { etag, lastModified } = answer;
  const bodyHash = createHash('sha256').update(content).digest('hex').slice(0, HASH_DIGITS);
  return {
    kind: 'CONTENT',
    content,
    etag,
    lastModified,
    asOf: asOfOf(answer.content, lastModified, profile),
    bodyHash,
  };
}
