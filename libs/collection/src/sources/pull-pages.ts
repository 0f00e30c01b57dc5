import { createHash } from 'node:crypto';
import type { JsonNode } from '../layouts/layout.js';
import { nodeAt, scalarText } from '../profiles/json-path.js';
import type { SourceProfile } from '../profiles/source-profile.js';
import { jsonText, withItems } from './json-text.js';
import { PullFailedError } from './pull-failure.js';
import { treeOf } from './pulled-content.js';

export const MAX_PAGES = 1_000;
const MAX_TOTAL_BYTES = 20 * 1024 * 1024;

/** Fetches one further page. @throws PullFailedError */
export type PageFetcher = (url: URL) => Promise<Buffer>;

/**
 * Follows the next link that a layout declares and puts the items of all pages into one report. A page that comes
 * twice counts once; an address that comes twice, or a thousand pages, is a loop.
 *
 * @throws PullFailedError `loop-detected`, `target-not-allowed` for a link that leaves the host,
 *   `response-too-large`.
 */
export async function allPages(
  first: Buffer,
  url: URL,
  profile: SourceProfile,
  fetchPage: PageFetcher,
): Promise<Buffer> {
  const root = treeOf(first);
  if (profile.nextPage === undefined || root === undefined) return first;
  const walk: PageWalk = {
    profile,
    fetchPage,
    seen: new Set([url.href]),
    hashes: new Set([hashOf(first)]),
    bytes: first.length,
  };
  const items = itemsOf(root, profile);
  let next = nextOf(root, url, profile);
  while (next !== null) {
    const page = await pageAt(next, walk);
    items.push(...itemsOf(page, profile));
    next = nextOf(page, next, profile);
  }
  return walk.seen.size === 1 ? first : Buffer.from(jsonText(withItems(root, profile.tree.items, items)));
}

interface PageWalk {
  profile: SourceProfile;
  fetchPage: PageFetcher;
  seen: Set<string>;
  hashes: Set<string>;
  bytes: number;
}

/** The tree of a page; one that was read already under another address comes without its items. */
async function pageAt(url: URL, walk: PageWalk): Promise<JsonNode> {
  if (walk.seen.has(url.href) || walk.seen.size >= MAX_PAGES)
    throw new PullFailedError('loop-detected', `The pages lead in a circle after ${walk.seen.size} of them.`);
  walk.seen.add(url.href);
  const content = await walk.fetchPage(url);
  walk.bytes += content.length;
  if (walk.bytes > MAX_TOTAL_BYTES)
    throw new PullFailedError('response-too-large', 'The pages are too large together.');
  const root = treeOf(content);
  if (root === undefined) throw new PullFailedError('truncated', 'A page is not complete JSON.');
  const hash = hashOf(content);
  const isKnown = walk.hashes.has(hash);
  walk.hashes.add(hash);
  return isKnown ? withoutItems(root, walk.profile) : root;
}

/** A page that came before adds nothing, but its link still leads on. */
function withoutItems(root: JsonNode, profile: SourceProfile): JsonNode {
  return withItems(root, profile.tree.items, []);
}

function itemsOf(root: JsonNode, profile: SourceProfile): JsonNode[] {
  const node = nodeAt(root, profile.tree.items);
  return node?.type === 'array' ? [...node.items] : [];
}

function nextOf(root: JsonNode, base: URL, { nextPage = '' }: SourceProfile): URL | null {
  const link = scalarText(nodeAt(root, nextPage));
  if (link === '') return null;
  const next = URL.canParse(link, base.href) ? new URL(link, base) : null;
  // The token travels with every page, so a link must not carry it to another host.
  if (next === null || next.origin !== base.origin)
    throw new PullFailedError('target-not-allowed', 'The next page lies on another host.');
  return next;
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
