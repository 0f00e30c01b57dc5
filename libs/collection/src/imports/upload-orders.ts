import { Injectable } from '@nestjs/common';
import { RequestValidationPipe } from '#platform';
import { bodyPeriod } from '#reporting';
import { SourceProfiles } from '../sources/source-profiles.js';
import { ImportFields } from './imports.dto.js';
import type { HandIn } from './imports.service.js';
import type { UploadedForm } from './multipart-file.js';

/** Turns an upload form into a hand-in, after the same checks as a JSON body. */
@Injectable()
export class UploadOrders {
  private readonly pipe = new RequestValidationPipe();

  constructor(private readonly profiles: SourceProfiles) {}

  /** @throws ValidationFailedError, InvalidValueError naming the field. */
  async handInOf(form: UploadedForm): Promise<HandIn> {
    const fields = (await this.pipe.transform(form.fields, {
      type: 'body',
      metatype: ImportFields,
    })) as ImportFields;
    const { partner, mode, atomicity, period } = fields;
    const profile = fields.profile
      ? this.profiles.get(partner, fields.profile)
      : this.profiles.usual(partner);
    const expectedPeriod = period === undefined ? null : bodyPeriod(period, '/period').id;
    const { code, version } = profile;
    return {
      partner,
      channel: 'UPLOAD',
      profile: { code, version },
      mode,
      atomicity,
      expectedPeriod,
      name: form.name,
      content: form.content,
    };
  }
}
