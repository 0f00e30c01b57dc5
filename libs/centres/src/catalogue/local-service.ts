/** How much a local service is the canonical one: a NARROWER one is a kind of it, a BROADER one more than it. */
export const MAPPING_QUALITIES = ['EXACT', 'NARROWER', 'BROADER', 'RELATED'] as const;
export type MappingQuality = (typeof MAPPING_QUALITIES)[number];

/** Which canonical service a local one is; several local services may be one canonical service. */
export interface ServiceMapping {
  canonical: string;
  quality: MappingQuality;
}

/** A service under the name that a country gives it. */
export interface NewLocalService {
  partner: string;
  /** Unique within the country. */
  code: string;
  name: string;
  /** BCP 47 language of the name. */
  language: string;
  /** Null: not mapped yet. */
  mapping: ServiceMapping | null;
}

export interface LocalService extends NewLocalService {
  rev: number;
}

export const PROVIDER_KINDS = ['STATE', 'LOCAL_GOVERNMENT', 'STATE_COMPANY', 'PRIVATE'] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];

/** An institution that provides services in centres. */
export interface Provider {
  partner: string;
  code: string;
  name: string;
  /** Null: not documented. */
  kind: ProviderKind | null;
}

/** A live service that is mapped to no canonical one, and the centres in which it is live. */
export interface UnmappedService {
  partner: string;
  code: string;
  name: string;
  centres: string[];
}
