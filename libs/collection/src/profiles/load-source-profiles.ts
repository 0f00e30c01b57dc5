import { parse } from 'yaml';
import { SourceProfileError } from './profile-fields.js';
import type { SourceProfile } from './source-profile.js';
import { sourceProfileFrom } from './source-profile-from.js';

/**
 * Reads the list of source profiles that ships as reference data.
 *
 * @throws SourceProfileError with pointers that begin with the profile's place in the list; also when a code is used twice.
 */
export function loadSourceProfiles(yamlText: string): SourceProfile[] {
  const document: unknown = parse(yamlText, { maxAliasCount: 100 });
  const list = listOf(document);
  const faults: { pointer: string; message: string }[] = [];
  const profiles = list.flatMap((item, index) => {
    try {
      return [sourceProfileFrom(item)];
    } catch (error) {
      if (!(error instanceof SourceProfileError)) throw error;
      faults.push(
        ...error.faults.map(({ pointer, message }) => ({ pointer: `/profiles/${index}${pointer}`, message })),
      );
      return [];
    }
  });
  const codes = profiles.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) faults.push({ pointer: '/profiles', message: `use the code ${twice} twice` });
  if (faults.length > 0) throw new SourceProfileError(faults);
  return profiles;
}

function listOf(document: unknown): unknown[] {
  const isObject = typeof document === 'object' && document !== null;
  const profiles = isObject && 'profiles' in document ? document.profiles : undefined;
  if (Array.isArray(profiles)) return profiles;
  throw new SourceProfileError([{ pointer: '/profiles', message: 'must be a list' }]);
}
