import { Injectable } from '@nestjs/common';
import { NotFoundError, RequestValidationPipe, type OperationContext } from '#platform';
import { bodyPeriod } from '#reporting';
import { fileFormatOf } from '../profiles/source-profile.js';
import { SourceProfiles } from '../sources/source-profiles.js';
import { WorkbookRecognition } from '../filled-workbooks/workbook-recognition.js';
import { WORKBOOK_PROFILE } from '../filled-workbooks/workbook-reports.js';
import { ImportFields } from './imports.dto.js';
import type { HandIn } from './imports.service.js';
import type { UploadedForm } from './multipart-file.js';

/** Turns an upload form into a hand-in, after the same checks as a JSON body. */
@Injectable()
export class UploadOrders {
  private readonly pipe = new RequestValidationPipe();

  constructor(
    private readonly profiles: SourceProfiles,
    private readonly workbooks: WorkbookRecognition,
  ) {}

  /**
   * A workbook of ours is recognised whatever layout was named, and unless the sender says otherwise it is only compared.
   *
   * @throws ValidationFailedError, InvalidValueError naming the field; NotFoundError for a partner out of scope; what
   *   `WorkbookRecognition` throws for a workbook that is not the right one.
   */
  async handInOf(ctx: OperationContext, form: UploadedForm): Promise<HandIn> {
    const fields = (await this.pipe.transform(form.fields, {
      type: 'body',
      metatype: ImportFields,
    })) as ImportFields;
    const { partner, mode, atomicity, period } = fields;
    if (!ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const profile = fields.profile
      ? await this.profiles.get(ctx, partner, fields.profile)
      : await this.profiles.usual(ctx, partner);
    const expectedPeriod = period === undefined ? null : bodyPeriod(period, '/period').id;
    const { content, name } = form;
    const isWorkbookExpected = fileFormatOf(profile) === 'XLSX';
    const workbook = await this.workbooks.recognise(ctx, {
      content,
      partner,
      expectedPeriod,
      isWorkbookExpected,
    });
    const upload = { partner, channel: 'UPLOAD', atomicity, name, content } as const;
    if (workbook) {
      const comparedFirst = form.fields.mode === undefined ? 'VALIDATE' : mode;
      return { ...upload, profile: WORKBOOK_PROFILE, mode: comparedFirst, expectedPeriod: workbook.period };
    }
    const { code, version } = profile;
    return { ...upload, profile: { code, version }, mode, expectedPeriod };
  }
}
