import type { ConfigurationState } from '../configuration/configuration.lifecycle.js';

/** What is defined: what a figure means, what a report asks for, what a figure is split by. */
export type DefinitionKind = 'INDICATOR' | 'FORM' | 'BREAKDOWN';

/** Who stands in the records for definitions that came with the product. */
export const RELEASE = 'release';

/** One version of a definition. Only a draft is ever edited; a change of what is in force is a new version. */
export interface DefinitionVersion {
  kind: DefinitionKind;
  code: string;
  version: number;
  state: ConfigurationState;
  /** The definition as it was written, without code and version. */
  document: Record<string, unknown>;
  /** Counts the edits of the document. */
  draftRev: number;
  /** Everybody who wrote or edited the document. */
  authors: string[];
  createdByName: string;
  createdAt: Date;
  /** The draft whose effects were last looked at; null: none. */
  examinedDraftRev: number | null;
  publishedBy: string | null;
  publishedAt: Date | null;
  retiredAt: Date | null;
  rev: number;
}

/** What names one version. */
export type DefinitionKey = Pick<DefinitionVersion, 'kind' | 'code' | 'version'>;
