import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidValueError, projectRoot } from '#platform';
import { loadSourceProfiles } from '../profiles/load-source-profiles.js';
import type { SourceProfile } from '../profiles/source-profile.js';

/** The layouts that partners hand in, as `config/reference/source-profiles.yaml` describes them. */
@Injectable()
export class SourceProfiles {
  private readonly profiles: readonly SourceProfile[];

  constructor() {
    const file = join(projectRoot(), 'config', 'reference', 'source-profiles.yaml');
    this.profiles = loadSourceProfiles(readFileSync(file, 'utf8'));
  }

  /** @throws InvalidValueError when the code is unknown or belongs to another partner: the two look alike. */
  get(partner: string, code: string, pointer = '/profile'): SourceProfile {
    const profile = this.profiles.find(
      (candidate) => candidate.code === code && isOpenTo(candidate, partner),
    );
    if (profile) return profile;
    const known = this.codesFor(partner);
    throw new InvalidValueError(
      'template-not-recognised',
      pointer,
      `No such layout. Known: ${known.join(', ')}.`,
      { known },
    );
  }

  /** The layout that a partner usually uses; the platform's own one otherwise. */
  usual(partner: string): SourceProfile {
    const own = this.profiles.find((profile) => profile.partner === partner);
    const open = this.profiles.find((profile) => profile.partner === null);
    if (!own && !open) throw new Error('No source profile is open to every partner.');
    return (own ?? open) as SourceProfile;
  }

  /** The layout in which a partner's system pushes; the one that every partner may push in otherwise. */
  feed(partner: string): SourceProfile {
    const pushed = this.profiles.filter(
      (profile) => profile.format === 'JSON' && profile.orientation === 'LONG',
    );
    const profile =
      pushed.find((candidate) => candidate.partner === partner) ??
      pushed.find((candidate) => candidate.partner === null);
    if (!profile) throw new Error('No source profile for pushed months is open to every partner.');
    return profile;
  }

  /** Codes of the layouts that a partner may use. */
  codesFor(partner: string): string[] {
    return this.profiles.filter((profile) => isOpenTo(profile, partner)).map((profile) => profile.code);
  }
}

function isOpenTo(profile: SourceProfile, partner: string): boolean {
  return profile.partner === null || profile.partner === partner;
}
