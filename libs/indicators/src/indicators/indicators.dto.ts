import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { cellsOf, type FormVersion } from '../forms/form.js';
import { COMPARABILITIES, DIRECTIONS, type Indicator } from './indicator.js';

export class DictionaryRequest {
  @ApiProperty({ type: String, required: false, description: 'language of titles' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;
}

export class IndicatorResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, enum: ['INPUT', 'DERIVED'] })
  kind: string;

  @ApiProperty({
    type: String,
    description: 'of values in answers; % means a fraction that is shown as percent',
  })
  unit: string;

  @ApiProperty({ type: Number })
  decimals: number;

  @ApiProperty({ type: Object, description: 'method per axis, or the parts of a ratio' })
  aggregation: object;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: DIRECTIONS,
    description: 'what is better; null: nobody said',
  })
  direction: string | null;

  @ApiProperty({ type: String, nullable: true, enum: COMPARABILITIES, description: 'to the version before' })
  comparability: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'aligned month from which the version applies' })
  appliesFrom: string | null;

  static from(indicator: Indicator, locale: string): IndicatorResponse {
    const { code, version, kind, unit, decimals, title } = indicator;
    return {
      code,
      version,
      title: titleIn(title, locale),
      kind,
      unit,
      decimals,
      aggregation: aggregationOf(indicator),
      direction: indicator.direction ?? null,
      comparability: indicator.comparability ?? null,
      appliesFrom: indicator.appliesFrom ?? null,
    };
  }
}

export class IndicatorListResponse {
  @ApiProperty({ type: [IndicatorResponse] })
  data: IndicatorResponse[];

  static from(indicators: Indicator[], locale: string): IndicatorListResponse {
    return { data: indicators.map((indicator) => IndicatorResponse.from(indicator, locale)) };
  }
}

export class FormResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: [Object] })
  cells: Array<{ cell: string; required: boolean }>;

  @ApiProperty({ type: [Object], description: 'figures that are split by one or two dimensions, and how' })
  breakdowns: object[];

  static from(form: FormVersion, locale: string): FormResponse {
    const cells = cellsOf(form).map((cell) => ({ cell, required: form.core.includes(cell) }));
    return {
      id: form.id,
      code: form.code,
      version: form.version,
      title: titleIn(form.title, locale),
      cells,
      breakdowns: form.breakdowns ?? [],
    };
  }
}

export class FormListResponse {
  @ApiProperty({ type: [FormResponse] })
  data: FormResponse[];

  static from(forms: FormVersion[], locale: string): FormListResponse {
    return { data: forms.map((form) => FormResponse.from(form, locale)) };
  }
}

function titleIn(title: Record<string, string>, locale: string): string {
  return title[locale] ?? title.en;
}

function aggregationOf(indicator: Indicator): object {
  if (indicator.kind === 'DERIVED')
    return { method: 'RATIO_OF_SUMS', numerator: indicator.numerator, denominator: indicator.denominator };
  return { space: indicator.space, time: indicator.time, weight: indicator.weight };
}
