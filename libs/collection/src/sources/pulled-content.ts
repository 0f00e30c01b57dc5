import type { JsonNode } from '../layouts/layout.js';
import { readJsonTree } from '../layouts/json-tree.js';
import { FileRefusal } from '../layouts/file-refusal.js';
import { nodeAt, scalarText } from '../profiles/json-path.js';
import { fileFormatOf, type SourceProfile } from '../profiles/source-profile.js';
import { PullFailedError } from './pull-failure.js';

const OK = 200;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const TYPES = {
  JSON: { accept: 'application/json', pattern: /\bjson\b/ },
  CSV: { accept: 'text/csv', pattern: /^(text\/csv|text\/plain|application\/vnd\.sdmx\.data\+csv)\b/ },
  XLSX: {
    accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pattern: /spreadsheetml\.sheet|octet-stream/,
  },
} as const;

/** The media type to ask for. */
export function acceptedType(profile: SourceProfile): string {
  return TYPES[fileFormatOf(profile)].accept;
}

/** @throws PullFailedError for an answer that is no report of the layout's format, with the partner's wish to wait. */
export function assertUsable(
  answer: { status: number; contentType: string; content: Buffer; retryAfter: string | null },
  profile: SourceProfile,
  now: string,
): void {
  const { status, contentType, content } = answer;
  if (status !== OK) {
    const wait = secondsOf(answer.retryAfter, now);
    throw new PullFailedError('bad-status', `The partner answered with status ${status}.`, wait);
  }
  if (!TYPES[fileFormatOf(profile)].pattern.test(contentType.toLowerCase()))
    throw new PullFailedError(
      'bad-content-type',
      `The partner did not answer with ${acceptedType(profile)}.`,
    );
  if (content.length === 0) throw new PullFailedError('empty-response', 'The partner answered with nothing.');
}

/** `Retry-After` in seconds, whether it is a number or a date; undefined when it says nothing. */
export function secondsOf(retryAfter: string | null, now: string): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d{1,15}$/.test(retryAfter)) return Number(retryAfter);
  const until = Date.parse(retryAfter);
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - Date.parse(now)) / 1_000));
}

/**
 * The instant at which the partner made a report: what the layout says stands in it, else when the answer was last
 * modified. Null when neither tells.
 */
export function asOfOf(
  content: Buffer,
  lastModified: string | null,
  { freshness }: SourceProfile,
): string | null {
  const stated =
    freshness === undefined ? '' : scalarText(nodeAt(treeOf(content) ?? { type: 'null' }, freshness));
  if (RFC_3339.test(stated)) return instantOf(stated);
  return lastModified === null ? null : instantOf(lastModified);
}

/** The tree of a JSON answer, or undefined when it is none; what is wrong with it the import will say. */
export function treeOf(content: Buffer): JsonNode | undefined {
  try {
    return readJsonTree(content);
  } catch (error) {
    if (error instanceof FileRefusal) return undefined;
    throw error;
  }
}

function instantOf(text: string): string | null {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}
