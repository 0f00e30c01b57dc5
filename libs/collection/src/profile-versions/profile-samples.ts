import { Injectable } from '@nestjs/common';
import { RequestValidationPipe, type OperationContext } from '#platform';
import type { UploadedForm } from '../imports/multipart-file.js';
import { ProfileDryRun, type DryRun } from './profile-dry-run.js';
import { DryRunFields } from './profile-versions.dto.js';
import { ProfileVersionsService, readableProfile } from './profile-versions.service.js';

/** Samples that headquarters tries a version on before it is in force. */
@Injectable()
export class ProfileSamples {
  private readonly pipe = new RequestValidationPipe();

  constructor(
    private readonly versions: ProfileVersionsService,
    private readonly dryRun: ProfileDryRun,
  ) {}

  /** @throws NotFoundError, ValidationFailedError, InvalidValueError naming the field. */
  async read(ctx: OperationContext, code: string, version: number, form: UploadedForm): Promise<DryRun> {
    const type = { type: 'body' as const, metatype: DryRunFields };
    const fields = (await this.pipe.transform(form.fields, type)) as DryRunFields;
    const { document } = await this.versions.get(ctx, code, version);
    return this.dryRun.read(ctx, readableProfile(document), form.content, fields.partner);
  }
}
