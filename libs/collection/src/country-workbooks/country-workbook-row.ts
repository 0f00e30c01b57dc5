/** The workbook of all units of a partner for one month, made in the background. */
export interface CountryWorkbook {
  id: string;
  partner: string;
  periodId: string;
  language: string;
  jobId: string | null;
  name: string | null;
  sha256: string | null;
  size: number | null;
  createdBy: string;
  createdAt: Date;
  /** Null until the file is there. */
  finishedAt: Date | null;
  rev: number;
}

/** Where a workbook and its file are found. */
export function linksOf(id: string): string[] {
  return [`/api/v1/workbooks/${id}`, `/api/v1/workbooks/${id}/content.xlsx`];
}
