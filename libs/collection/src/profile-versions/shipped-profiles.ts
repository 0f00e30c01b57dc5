import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { HQ_SCOPE, projectRoot } from '#platform';
import { loadSourceProfiles } from '../profiles/load-source-profiles.js';
import type { SourceProfile } from '../profiles/source-profile.js';
import type { NewProfileVersion } from './profile-versions.repository.js';

/** Stands for the release as the author of the layouts that come with it. */
const AUTHOR = 'release';

export interface ShippedProfile {
  profile: SourceProfile;
  row: NewProfileVersion;
}

/** The layouts of `config/reference/source-profiles.yaml`: where an installation starts from. */
@Injectable()
export class ShippedProfiles {
  readonly all: readonly ShippedProfile[];

  constructor() {
    const text = readFileSync(join(projectRoot(), 'config', 'reference', 'source-profiles.yaml'), 'utf8');
    const { profiles: documents } = parse(text) as { profiles: Record<string, unknown>[] };
    this.all = loadSourceProfiles(text).map((profile, index) => ({
      profile,
      row: {
        partner: profile.partner ?? HQ_SCOPE,
        code: profile.code,
        version: profile.version,
        state: 'PUBLISHED',
        document: documents[index]!,
        createdBy: AUTHOR,
        createdByName: AUTHOR,
      },
    }));
  }
}
