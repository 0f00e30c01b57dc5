import { DEFINITIONS, type Figure, type FigureName, type Member } from './headline.js';
import { compareFigures, type SnapshotContent } from './headline-snapshot.js';

const member = (code: string): Member => ({ code, name: code });
const figure = (codes: string[], more: Partial<Figure> = {}): Figure => ({
  value: codes.length,
  definition: 'Partners',
  definitionId: 'partners.v1',
  members: codes.map(member),
  undetermined: [],
  queryHash: codes.join(),
  claims: [],
  agrees: null,
  ...more,
});
const content = (partners: Figure): SnapshotContent => {
  const names = Object.keys(DEFINITIONS) as FigureName[];
  const figures = Object.fromEntries(names.map((name) => [name, figure([])])) as SnapshotContent['figures'];
  return { asOf: '2026-01-15', figures: { ...figures, partners } };
};
const partnersOf = (frozen: Figure, now: Figure) => compareFigures(content(frozen), content(now))[0];

describe(compareFigures.name, () => {
  it('finds the same where the hash is the same', () => {
    expect(partnersOf(figure(['PK']), figure(['PK']))).toMatchObject({
      same: true,
      added: [],
      removed: [],
      claimsChanged: false,
    });
  });

  it('names who came and who went although the number stayed', () => {
    expect(partnersOf(figure(['ET', 'PK']), figure(['PK', 'UG']))).toMatchObject({
      frozen: 2,
      now: 2,
      same: false,
      added: [member('UG')],
      removed: [member('ET')],
    });
  });

  it('says when only the claims beside the figure are others', () => {
    const claims = [{ value: '30' } as Figure['claims'][number]];
    expect(partnersOf(figure(['PK']), figure(['PK'], { claims }))).toMatchObject({
      same: true,
      claimsChanged: true,
    });
  });

  it('leaves out a figure that was not defined yet', () => {
    const frozen = content(figure(['PK']));
    const { countries, ...known } = frozen.figures;
    void countries;
    const compared = compareFigures(
      { ...frozen, figures: known as SnapshotContent['figures'] },
      content(figure([])),
    );
    expect(compared.map((each) => each.figure)).not.toContain('countries');
  });
});
