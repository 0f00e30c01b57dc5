import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { cellsOf, indicatorOfCell, type ValidationRule } from '#indicators';
import { SlotResponse } from '../slots/slots.dto.js';
import { MAX_CELLS, MAX_TEXT } from '../submissions/cells.dto.js';
import { MAX_DECIMALS, MAX_INTEGER_DIGITS } from '../submissions/decimal-text.js';
import { MIN_EXPLANATION } from '../validation/finding.js';
import type { Pack, PastMonth, PastValue } from './pack.js';

export class PackRequest {
  @ApiProperty({ type: String, required: false, description: 'language of titles' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;
}

export class PackCellResponse {
  @ApiProperty({ type: String, example: 'VISITORS' })
  cell: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, description: 'of the title: English where there is no translation' })
  titleLanguage: string;

  @ApiProperty({ type: String, example: 'persons' })
  unit: string;

  @ApiProperty({ type: String, enum: ['INTEGER', 'DECIMAL'] })
  type: string;

  @ApiProperty({ type: Number })
  decimals: number;

  @ApiProperty({ type: Boolean, description: 'must be filled or explained before the report is submitted' })
  required: boolean;

  static listFrom({ form, indicators }: Pack, locale: string): PackCellResponse[] {
    return cellsOf(form).flatMap((cell) => {
      const indicator = indicators.get(indicatorOfCell(cell));
      if (!indicator) return [];
      const { unit, type, decimals, title } = indicator;
      const titleLanguage = title[locale] === undefined ? 'en' : locale;
      const named = { cell, title: title[titleLanguage], titleLanguage };
      return [{ ...named, unit, type, decimals, required: form.core.includes(cell) }];
    });
  }
}

/** The months before this one; `values` has an entry for each of them, in the same order. */
export class PackHistoryResponse {
  @ApiProperty({ type: [Object], description: 'newest first; status says whether the figures are settled' })
  periods: object[];

  @ApiProperty({ type: Object, description: 'by cell: decimal text, a kind instead of a number, or null' })
  values: Record<string, Array<string | { kind: string } | null>>;

  static from({ form, history }: Pack, locale: string): PackHistoryResponse {
    const values = cellsOf(form).map((cell) => [cell, history.map((month) => shown(month.values.get(cell)))]);
    return { periods: history.map((month) => periodOf(month, locale)), values: Object.fromEntries(values) };
  }
}

export class PackResponse {
  @ApiProperty({ type: SlotResponse })
  slot: SlotResponse;

  @ApiProperty({ type: String })
  unitName: string;

  @ApiProperty({ type: Object, description: 'the form version with its sections' })
  form: object;

  @ApiProperty({ type: [PackCellResponse] })
  cells: PackCellResponse[];

  @ApiProperty({ type: [Object], description: 'the rules as data, the very ones that the server evaluates' })
  rules: readonly ValidationRule[];

  @ApiProperty({ type: Object, description: 'what the rules look at besides the cells' })
  ruleInputs: object;

  @ApiProperty({ type: PackHistoryResponse })
  history: PackHistoryResponse;

  @ApiProperty({
    type: [Object],
    description:
      'approved targets of the unit and month: indicator, value, upper (of a band), baseline, actual of the report as it stands, achievement {isAchieved, ratio, progress, warnings}',
  })
  targets: object[];

  @ApiProperty({ type: Object, nullable: true, description: 'the newest report of this slot' })
  submission: object | null;

  @ApiProperty({ type: Object, description: 'by cell: what it holds, with the rev to send as baseRev' })
  values: object;

  @ApiProperty({ type: [Object], description: 'questions that wait for an answer' })
  queries: object[];

  @ApiProperty({ type: Object })
  limits: object;

  static from(pack: Pack, locale: string, now: string): PackResponse {
    return {
      slot: SlotResponse.from(pack.slot, locale, now),
      unitName: pack.unitName,
      form: formOf(pack, locale),
      cells: PackCellResponse.listFrom(pack, locale),
      rules: pack.rules,
      ruleInputs: ruleInputsOf(pack),
      history: PackHistoryResponse.from(pack, locale),
      targets: [...pack.targets],
      submission: submissionOf(pack),
      values: valuesOf(pack),
      queries: queriesOf(pack),
      limits: LIMITS,
    };
  }
}

/** What the server would refuse, so that nobody types it for nothing. */
const LIMITS = {
  integerDigits: MAX_INTEGER_DIGITS,
  decimals: MAX_DECIMALS,
  textCharacters: MAX_TEXT,
  explanationCharacters: MIN_EXPLANATION,
  cellsInOnePatch: MAX_CELLS,
};

function formOf({ form }: Pack, locale: string): object {
  const { id, code, version, title, core, further, breakdowns = [] } = form;
  const parts = breakdowns.flatMap(({ cells }) => cells);
  const sections = [
    { code: 'CORE', cells: core },
    { code: 'FURTHER', cells: further },
    ...(parts.length > 0 ? [{ code: 'BREAKDOWNS', cells: parts }] : []),
  ];
  return { id, code, version, title: title[locale] ?? title.en, sections };
}

/** The facts as the rules read them, wherever they are evaluated. */
function ruleInputsOf({ context }: Pack): object {
  return context;
}

function periodOf({ period, status, isPrevious, isLastYear }: PastMonth, locale: string): object {
  const { id, alignedTo, localLabel } = period;
  const label = (localLabel as Record<string, string>)[locale] ?? localLabel.en;
  return { id, alignedTo, localLabel: label, status, isPrevious, isLastYear };
}

function shown(past: PastValue | undefined): string | { kind: string } | null {
  if (!past || past.kind === 'MISSING') return null;
  return past.value ?? { kind: past.kind };
}

function submissionOf({ submission }: Pack): object | null {
  if (!submission) return null;
  const { id, state, revisionNo, rev } = submission;
  return { id, state, revision: revisionNo, rev };
}

function valuesOf({ cells }: Pack): object {
  const values = [...cells].map(([cell, content]) => {
    const { rev, kind, value, draftText, reason, expectedBy, explanation } = content;
    return [cell, { rev, kind, value, draftText, reason, expectedBy, explanation }];
  });
  return Object.fromEntries(values);
}

function queriesOf({ queries }: Pack): object[] {
  return queries.map(({ id, cell, reason, text, replyBy, rev }) => {
    return { id, cell, reason, text, replyBy: replyBy.toISOString(), rev };
  });
}
