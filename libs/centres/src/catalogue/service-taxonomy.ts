import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#platform';
import { taxonomyFrom, type CanonicalService, type Taxonomy } from './canonical-service.js';

/** The catalogue of services as the agency wrote it. */
@Injectable()
export class ServiceTaxonomy {
  readonly content: Taxonomy;
  private readonly byCode: ReadonlyMap<string, CanonicalService>;

  constructor() {
    const file = join(projectRoot(), 'config', 'reference', 'services.yaml');
    this.content = taxonomyFrom(parse(readFileSync(file, 'utf8')));
    this.byCode = new Map(this.content.services.map((service) => [service.code, service]));
  }

  find(code: string): CanonicalService | undefined {
    return this.byCode.get(code);
  }
}
