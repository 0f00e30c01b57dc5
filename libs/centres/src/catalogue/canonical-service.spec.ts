import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { InvalidReferenceDataError } from '#calendars';
import { projectRoot } from '#platform';
import { taxonomyFrom } from './canonical-service.js';

const GOOD = {
  groups: [{ code: 'IDENTITY', name: 'Identity' }],
  services: [{ code: 'ID_CARD', group: 'IDENTITY', name: 'Identity card' }],
};

describe(taxonomyFrom.name, () => {
  it('reads the catalogue that ships with the product, all of it marked as illustrative', () => {
    const file = join(projectRoot(), 'config', 'reference', 'services.yaml');
    const { services } = taxonomyFrom(parse(readFileSync(file, 'utf8')));
    expect(services.length).toBeGreaterThan(0);
    expect(services.filter(({ illustrative }) => !illustrative)).toEqual([]);
  });

  it('takes a service as in use and not illustrative unless it says otherwise', () => {
    expect(taxonomyFrom(GOOD).services).toEqual([
      {
        code: 'ID_CARD',
        group: 'IDENTITY',
        name: 'Identity card',
        illustrative: false,
        retiredOn: null,
        replacedBy: null,
      },
    ]);
  });

  it.each([
    ['a code in small letters', { code: 'id_card' }],
    ['a group that is not listed', { group: 'OTHER' }],
    ['a successor that is not listed', { replacedBy: 'OTHER' }],
    ['a retirement on a day that is none', { retiredOn: '2026-02-30' }],
    ['no name', { name: undefined }],
  ])('refuses a service with %s', (_what, fault) => {
    const services = [{ ...GOOD.services[0], ...fault }];
    expect(() => taxonomyFrom({ ...GOOD, services })).toThrow(InvalidReferenceDataError);
  });

  it('refuses a code that occurs twice', () => {
    const services = [GOOD.services[0], GOOD.services[0]];
    expect(() => taxonomyFrom({ ...GOOD, services })).toThrow(InvalidReferenceDataError);
  });
});
