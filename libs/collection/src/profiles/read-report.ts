import { FileRefusal } from '../layouts/file-refusal.js';
import { jsonTreeOf } from '../layouts/json-tree.js';
import type { LayoutOutcome, LayoutRequest } from '../layouts/layout.js';
import { parseInChild } from '../layouts/parse-in-child.js';
import { applyProfile, refusedReport } from './apply-profile.js';
import type { ProfileContext } from './profile-context.js';
import type { ReportRead } from './report.js';
import { fileFormatOf } from './source-profile.js';
import type { SourceProfile } from './source-profile.js';

/** A file as bytes, or a payload that the HTTP layer has already parsed; exactly one of the two. */
export type ReportSource = { bytes: Buffer } | { json: unknown };

export type ReadReportRequest = ReportSource & {
  profile: SourceProfile;
  /** Needed only with a profile that any partner may use; otherwise the profile says whose report it is. */
  partner?: string;
  expectedPeriod?: ProfileContext['expectedPeriod'];
  unitsOfPartner: Iterable<string>;
  indicatorCodes: Iterable<string>;
};

/** How bytes become a layout; servers leave it at the child process. */
export type LayoutParser = (request: LayoutRequest, bytes: Buffer) => Promise<LayoutOutcome>;

/**
 * Reads a partner's report from a file or a payload: format, layout, notation, codes and month, all by the profile.
 * Never throws for what is in the file; whatever is wrong with it is in the answer.
 *
 * @throws Error when a profile for any partner is used without saying for which, which is a programming fault.
 */
export async function readReport(
  request: ReadReportRequest,
  parse: LayoutParser = parseInChild,
): Promise<ReportRead> {
  const context = contextOf(request);
  const outcome =
    'bytes' in request ? await parse(layoutRequestOf(request.profile), request.bytes) : parsed(request.json);
  if ('layout' in outcome) return applyProfile(request.profile, outcome.layout, context);
  const { offset: _offset, ...at } = outcome.refusal.at;
  return refusedReport(context.partner, { ...outcome.refusal, at });
}

function contextOf({ profile, partner, ...request }: ReadReportRequest): ProfileContext {
  const owner = profile.partner ?? partner;
  if (owner === undefined)
    throw new Error(`The profile ${profile.code} needs to be told for which partner it reads.`);
  return {
    partner: owner,
    unitsOfPartner: asSet(request.unitsOfPartner),
    indicatorCodes: asSet(request.indicatorCodes),
    ...(request.expectedPeriod ? { expectedPeriod: request.expectedPeriod } : {}),
  };
}

/** A file that is read piece by piece asks with the same sets each time. */
function asSet(codes: Iterable<string>): ReadonlySet<string> {
  return codes instanceof Set ? codes : new Set(codes);
}

/** What the parsing process has to be told about files of a profile. */
export function layoutRequestOf(profile: SourceProfile): LayoutRequest {
  return { format: fileFormatOf(profile), delimiter: profile.table.delimiter };
}

function parsed(json: unknown): LayoutOutcome {
  try {
    return { layout: { kind: 'TREE', root: jsonTreeOf(json) } };
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return { refusal: { code: error.code, message: error.message, at: error.at } };
  }
}
