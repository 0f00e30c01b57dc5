import { documentedDate } from '#calendars';
import { readFacts, type FactsFile } from '../../../apps/cli/src/facts/facts-file.js';
import type { TestApi } from '../../support/app.js';
import { askerWith, startRegisterApi, type Asker } from './register-api.js';

/** Every entry of a list, page by page. */
async function everything(who: Asker, path: string): Promise<any[]> {
  const entries: any[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await who.get(`${path}?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    entries.push(...body.data);
    cursor = body.page.nextCursor;
  }
  return entries;
}

const urls = (entries: { sources: { url: string }[] }[]): Set<string> =>
  new Set(entries.flatMap(({ sources }) => sources.map(({ url }) => url)));

describe('the documented agreements, read back through the API', () => {
  let api: TestApi;
  let facts: FactsFile;
  let instruments: Map<string, any>;
  let claims: any[];

  beforeAll(async () => {
    api = await startRegisterApi();
    facts = await readFacts();
    const legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    instruments = new Map((await everything(legal, '/instruments')).map((each) => [each.code, each]));
    claims = await everything(legal, '/claims');
  });

  afterAll(() => api?.close());

  it('are all there and nothing else is', () => {
    expect([...instruments.keys()].toSorted()).toEqual(facts.agreements.map(({ id }) => id).toSorted());
    expect(facts.agreements).toHaveLength(22);
  });

  it('keep their words: title, type, place, sides, fields, relation and note', () => {
    const shown = facts.agreements.map(({ id }) => instruments.get(id));
    expect(
      shown.map(({ title, documentedType, place, hqParty, counterpart, covers, relationKind, note }) => ({
        title,
        documentedType,
        place,
        hqParty,
        counterpart,
        covers,
        relationKind,
        note,
      })),
    ).toEqual(
      facts.agreements.map((fact) => ({
        title: fact.title,
        documentedType: fact.instrumentType,
        place: fact.place,
        hqParty: fact.azerbaijaniParty,
        counterpart: fact.counterpart,
        covers: fact.scope,
        relationKind: fact.relationKind,
        note: fact.note,
      })),
    );
  });

  it('keep the date of the signature as precise as documented, for every side', () => {
    const shown = facts.agreements.map(({ id }) =>
      instruments
        .get(id)
        .acts.filter(({ act }: any) => act === 'SIGNED')
        .map(({ date }: any) => date),
    );
    const documented = facts.agreements.map(({ id, date, datePrecision }) =>
      [...instruments.get(id).parties, 'HQ'].map(() => documentedDate(date, datePrecision)),
    );
    expect(shown).toEqual(documented);
  });

  it('leave the two dates unknown that no source gives, and one bounded by its announcement', () => {
    const precisions = ['AGR-MA', 'AGR-AF', 'AGR-ID-2024-RENEWAL', 'AGR-UG-2018'].map(
      (code) => instruments.get(code).acts[0].date.precision,
    );
    expect(precisions).toEqual(['UNKNOWN', 'UNKNOWN', 'RANGE', 'MONTH']);
  });

  it('show every approval with its act, on the day of the decree or before the day of a report', () => {
    const shown = [...instruments.values()].flatMap(({ code, acts }) =>
      acts
        .filter(({ act }: any) => act === 'APPROVED')
        .map(({ note, date }: any) => [code, note, date.text, date.precision]),
    );
    const documented = facts.agreements.flatMap(({ id, approval }) =>
      approval
        ? [[id, approval.act, approval.date, approval.date.includes('reported') ? 'RANGE' : 'DAY']]
        : [],
    );
    expect(shown.toSorted()).toEqual(documented.toSorted());
    expect(shown).toHaveLength(4);
  });

  it('show every signatory', () => {
    const people = (entries: readonly { name: string | null; role: string }[]) =>
      entries.map(({ name, role }) => `${name}, ${role}`);
    const shown = [...instruments.values()].flatMap(({ code, partyDetails }) =>
      partyDetails.flatMap(({ signatories }: any) =>
        people(signatories).map((person) => `${code}: ${person}`),
      ),
    );
    const documented = facts.agreements.flatMap(({ id, signatories }) =>
      people(signatories ?? []).map((person) => `${id}: ${person}`),
    );
    expect(shown.toSorted()).toEqual(documented.toSorted());
  });

  it('say unknown where no source gives an end, a renewal, a notice period or an entry into force', () => {
    const unknown = [...instruments.values()].map(({ terms, entryIntoForce, enteredIntoForceOn }) => ({
      until: terms.until.precision,
      renewal: terms.renewalMode,
      notice: terms.noticePeriod,
      entryIntoForce,
      enteredIntoForceOn,
    }));
    expect(new Set(unknown.map((each) => JSON.stringify(each)))).toEqual(
      new Set([
        JSON.stringify({
          until: 'UNKNOWN',
          renewal: 'UNKNOWN',
          notice: null,
          entryIntoForce: 'UNKNOWN',
          enteredIntoForceOn: null,
        }),
      ]),
    );
  });

  it('show what followed each of them, in the words of the sources', () => {
    const shown = claims
      .filter(({ property }) => property === 'amendmentOrRenewal')
      .map(({ subjectCode, valueText }) => [subjectCode, valueText]);
    const documented = facts.agreements.flatMap(({ id, amendmentsOrRenewals }) =>
      amendmentsOrRenewals.map((words) => [id, words]),
    );
    expect(shown.toSorted()).toEqual(documented.toSorted());
  });

  it('show every source of every agreement', () => {
    const missing = facts.agreements.flatMap(({ id, sources }) => {
      const shown = urls(
        claims.filter(({ subjectType, subjectCode }) => subjectType === 'INSTRUMENT' && subjectCode === id),
      );
      return sources.filter(({ url }) => !shown.has(url)).map(({ url }) => `${id} ${url}`);
    });
    expect(missing).toEqual([]);
  });

  it('show both versions of every contradiction beside each other, with every source', () => {
    const disputed = claims.filter(({ conflictGroup }) => conflictGroup !== null);
    const groups = [...new Set(disputed.map(({ conflictGroup }) => conflictGroup))];
    const shown = groups.map((group) =>
      disputed
        .filter(({ conflictGroup }) => conflictGroup === group)
        .map(({ valueText }) => valueText)
        .toSorted(),
    );
    expect(shown.toSorted()).toEqual(
      facts.conflicts.map(({ versionA, versionB }) => [versionA, versionB].toSorted()).toSorted(),
    );
    const known = urls(disputed);
    expect(facts.conflicts.flatMap(({ sources }) => sources).filter(({ url }) => !known.has(url))).toEqual(
      [],
    );
  });
});
