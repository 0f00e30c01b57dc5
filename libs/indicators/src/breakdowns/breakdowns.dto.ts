import { ApiProperty } from '@nestjs/swagger';
import type { Breakdown } from './breakdown.js';

export class BreakdownResponse {
  @ApiProperty({ type: String, example: 'SERVICE_GROUP' })
  code: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: [Object], description: 'code and title, in the order of the list' })
  codes: Array<{ code: string; title: string }>;

  static from({ code, version, title, codes }: Breakdown, locale: string): BreakdownResponse {
    const inWords = (words: Record<string, string>) => words[locale] ?? words.en;
    const listed = codes.map((one) => ({ code: one.code, title: inWords(one.title) }));
    return { code, version, title: inWords(title), codes: listed };
  }
}

export class BreakdownList {
  @ApiProperty({ type: [BreakdownResponse] })
  data: BreakdownResponse[];

  static from(breakdowns: readonly Breakdown[], locale: string): BreakdownList {
    return { data: breakdowns.map((one) => BreakdownResponse.from(one, locale)) };
  }
}
