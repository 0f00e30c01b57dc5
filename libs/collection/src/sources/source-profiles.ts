import { Injectable } from '@nestjs/common';
import { InvalidValueError, type OperationContext } from '#platform';
import type { ProfileVersion } from '../profile-versions/profile-version.js';
import { ProfileVersionsService, readableProfile } from '../profile-versions/profile-versions.service.js';
import { ShippedProfiles } from '../profile-versions/shipped-profiles.js';
import type { SourceProfile } from '../profiles/source-profile.js';

/** The layouts in force, as hand-ins are read by them. */
@Injectable()
export class SourceProfiles {
  constructor(
    private readonly versions: ProfileVersionsService,
    private readonly shipped: ShippedProfiles,
  ) {}

  /**
   * The published version of a layout, or the very version that a hand-in began with.
   *
   * @throws InvalidValueError when the code is unknown or belongs to another partner: the two look alike.
   */
  async get(
    ctx: OperationContext,
    partner: string,
    code: string,
    { version, pointer = '/profile' }: { version?: number; pointer?: string } = {},
  ): Promise<SourceProfile> {
    const usable = await this.versions.list(ctx, partner);
    const found = usable.find(
      (candidate) =>
        candidate.code === code &&
        (version === undefined ? candidate.state === 'PUBLISHED' : candidate.version === version),
    );
    if (found) return readableProfile(found.document);
    const shipped = this.shipped.all.find(
      ({ row }) => row.code === code && row.version === version && isOpenTo(row.partner, partner),
    );
    if (shipped) return shipped.profile;
    throw unknownLayout(usable, pointer);
  }

  /** The layout that a partner usually uses; the platform's own one otherwise. */
  async usual(ctx: OperationContext, partner: string): Promise<SourceProfile> {
    return this.first(ctx, partner, () => true);
  }

  /** The layout in which a partner's system pushes; the one that every partner may push in otherwise. */
  async feed(ctx: OperationContext, partner: string): Promise<SourceProfile> {
    return this.first(ctx, partner, ({ format, orientation }) => format === 'JSON' && orientation === 'LONG');
  }

  /** The code maps of a partner that pushes DHIS2 data value sets. @throws InvalidValueError when it has none. */
  async dataValueSets(ctx: OperationContext, partner: string): Promise<SourceProfile> {
    const usable = await this.published(ctx, partner);
    const found = usable.find(({ format }) => format === 'DHIS2_DVS');
    if (found) return found;
    throw new InvalidValueError(
      'template-not-recognised',
      '/dataValues',
      'No layout of this partner says what DHIS2 data elements and organisation units mean here.',
    );
  }

  private async first(
    ctx: OperationContext,
    partner: string,
    fits: (profile: SourceProfile) => boolean,
  ): Promise<SourceProfile> {
    const fitting = (await this.published(ctx, partner)).filter(fits);
    const found = fitting.find((profile) => profile.partner === partner) ?? fitting[0];
    if (!found) throw new Error('No source profile is open to every partner.');
    return found;
  }

  private async published(ctx: OperationContext, partner: string): Promise<SourceProfile[]> {
    const usable = await this.versions.list(ctx, partner);
    return usable
      .filter(({ state }) => state === 'PUBLISHED')
      .toSorted((a, b) => this.rankOf(a) - this.rankOf(b))
      .map(({ document }) => readableProfile(document));
  }

  /** Shipped layouts come in the order of their file, whether or not they were written down; then those added here. */
  private rankOf({ code }: ProfileVersion): number {
    const rank = this.shipped.all.findIndex(({ row }) => row.code === code);
    return rank < 0 ? this.shipped.all.length : rank;
  }
}

function isOpenTo(owner: string, partner: string): boolean {
  return owner === partner || owner === 'HQ';
}

function unknownLayout(usable: readonly ProfileVersion[], pointer: string): InvalidValueError {
  const known = [...new Set(usable.filter(({ state }) => state === 'PUBLISHED').map(({ code }) => code))];
  return new InvalidValueError(
    'template-not-recognised',
    pointer,
    `No such layout. Known: ${known.join(', ')}.`,
    { known },
  );
}
