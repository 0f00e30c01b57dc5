/** One thing that a figure can be split by, such as the service that was asked for. */
export interface BreakdownCode {
  code: string;
  title: Record<string, string>;
}

/** A dimension with its codelist, as it is in force. */
export interface Breakdown {
  code: string;
  version: number;
  title: Record<string, string>;
  codes: BreakdownCode[];
}

/** The code of everything together; the total stands in the plain cell and under this code in exports. */
export const TOTAL_CODE = '_T';
