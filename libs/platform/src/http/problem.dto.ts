import { ApiProperty } from '@nestjs/swagger';

export class ProblemFault {
  @ApiProperty({ type: String, required: false, description: 'JSON pointer, or name of the parameter' })
  pointer?: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String, description: 'in the language of the answer' })
  message: string;

  @ApiProperty({ type: Object, required: false })
  params?: object;
}

/** RFC 9457 problem document. */
export class ProblemDocument {
  @ApiProperty({ type: String, example: '/problems/validation-failed' })
  type: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: Number, example: 422 })
  status: number;

  @ApiProperty({ type: String })
  detail: string;

  @ApiProperty({ type: String })
  instance: string;

  @ApiProperty({ type: String, example: 'validation-failed', description: 'stable; act on this' })
  code: string;

  @ApiProperty({ type: String, description: 'quote this when asking for help' })
  traceId: string;

  @ApiProperty({ type: [ProblemFault] })
  errors: ProblemFault[];
}
