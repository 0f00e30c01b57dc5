import { InvalidReferenceDataError, isIsoDate } from '#calendars';

/** A service of headquarters' own catalogue. */
export interface CanonicalService {
  code: string;
  group: string;
  name: string;
  /** No public text gives it; the agency replaces it. */
  illustrative: boolean;
  /** First day on which nothing new may be mapped to it; null: in use. */
  retiredOn: string | null;
  /** Code of the service to map to instead. */
  replacedBy: string | null;
}

export interface ServiceGroup {
  code: string;
  name: string;
}

export interface Taxonomy {
  groups: ServiceGroup[];
  services: CanonicalService[];
}

const CODE = /^[A-Z][A-Z0-9_]{0,59}$/;

/**
 * Reads the parsed content of `config/reference/services.yaml`.
 *
 * @throws InvalidReferenceDataError for a code that is none or occurs twice, a group or a successor that is not
 *   listed, a day that is none.
 */
export function taxonomyFrom(yaml: unknown): Taxonomy {
  const { groups = [], services = [] } = (yaml ?? {}) as { groups?: unknown[]; services?: unknown[] };
  const listed = groups.map((entry, index) => groupFrom(entry as object, `services.groups.${index}`));
  const groupCodes = uniqueCodes(listed, 'services.groups');
  const read = services.map((entry, index) => serviceFrom(entry as object, `services.services.${index}`));
  const codes = uniqueCodes(read, 'services.services');
  for (const { code, group, replacedBy } of read) {
    if (!groupCodes.has(group)) throw fault(code, `its group ${group} is not listed`);
    if (replacedBy !== null && !codes.has(replacedBy)) throw fault(code, `${replacedBy} is not listed`);
  }
  return { groups: listed, services: read };
}

function groupFrom({ code, name }: { code?: unknown; name?: unknown }, path: string): ServiceGroup {
  return { code: codeFrom(code, path), name: nameFrom(name, path) };
}

function serviceFrom(entry: Record<string, unknown> | object, path: string): CanonicalService {
  const {
    code,
    group,
    name,
    illustrative = false,
    retiredOn = null,
    replacedBy = null,
  } = entry as Record<string, unknown>;
  if (retiredOn !== null && !(typeof retiredOn === 'string' && isIsoDate(retiredOn))) {
    throw new InvalidReferenceDataError(
      `${path}.retiredOn`,
      "expected a day in quotes, such as '2026-01-01'",
    );
  }
  return {
    code: codeFrom(code, path),
    group: codeFrom(group, path),
    name: nameFrom(name, path),
    illustrative: illustrative === true,
    retiredOn,
    replacedBy: replacedBy === null ? null : codeFrom(replacedBy, path),
  };
}

function codeFrom(value: unknown, path: string): string {
  if (typeof value === 'string' && CODE.test(value)) return value;
  throw new InvalidReferenceDataError(path, 'expected a code of capitals, digits and low lines');
}

function nameFrom(value: unknown, path: string): string {
  if (typeof value === 'string' && value.length > 0) return value;
  throw new InvalidReferenceDataError(path, 'expected a name');
}

function uniqueCodes(entries: ReadonlyArray<{ code: string }>, path: string): Set<string> {
  const codes = new Set(entries.map(({ code }) => code));
  if (codes.size < entries.length) throw new InvalidReferenceDataError(path, 'a code occurs twice');
  return codes;
}

function fault(code: string, message: string): InvalidReferenceDataError {
  return new InvalidReferenceDataError(`services.${code}`, message);
}
