/** One version of a form: the cells it asks for, in order. */
export interface FormVersion {
  id: string;
  code: string;
  version: number;
  title: Record<string, string>;
  /** Cells that must be filled or explained before a report can be submitted. */
  core: string[];
  /** Cells that may stay empty. */
  further: string[];
}

/** Every cell of a form in its order. */
export function cellsOf(form: Pick<FormVersion, 'core' | 'further'>): string[] {
  return [...form.core, ...form.further];
}
