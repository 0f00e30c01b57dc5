import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readCsvGrid } from '../layouts/csv-grid.js';
import { LayoutAssembler, linesOf, wholeOutcome } from '../layouts/layout-lines.js';
import type { HeldOutcome } from '../layouts/layout-lines.js';
import { loadSourceProfiles } from '../profiles/load-source-profiles.js';
import { readReport } from '../profiles/read-report.js';
import type { ReportRead } from '../profiles/report.js';
import { readReportInPieces } from './report-pieces.js';

const FILE = new URL('../../../../config/reference/source-profiles.yaml', import.meta.url);
const profile = loadSourceProfiles(readFileSync(FILE, 'utf8')).find(({ code }) => code === 'ASAN-CSV')!;
const CELLS = ['VISITORS', 'OPEN_DAYS'];
const OCTOBER = 'GREGORIAN_MONTH:2026-10';
const unitsOfPartner = Array.from({ length: 30 }, (_, n) => `CTR-PK-${n}`);
const request = { bytes: Buffer.alloc(0), profile, partner: 'PK', unitsOfPartner, indicatorCodes: CELLS };
/** Ten cells are two lines and a half of four columns: every piece but the first borrows. */
const CELLS_PER_PIECE = 10;

type Line = [unit: string, period: string, visitors: string, days: string];

function held(lines: readonly Line[]): HeldOutcome {
  const text = [['unit', 'period', ...CELLS], ...lines].map((line) => line.join(',')).join('\n');
  const assembler = new LayoutAssembler();
  const layout = { kind: 'GRID' as const, sheets: [readCsvGrid(Buffer.from(`${text}\n`))] };
  for (const line of linesOf(layout)) assembler.add(JSON.stringify(line));
  return assembler.outcome!;
}

async function inPieces(lines: readonly Line[]): Promise<ReportRead[]> {
  const pieces: ReportRead[] = [];
  for await (const piece of readReportInPieces(request, held(lines), CELLS_PER_PIECE)) pieces.push(piece);
  return pieces;
}

/** What all pieces say together; a fault of the file makes what came before it void. */
function together(pieces: readonly ReportRead[]) {
  const fault = pieces.find(({ fileProblem }) => fileProblem)?.fileProblem;
  if (fault) return { fault: fault.code, rows: [], problems: [], total: 0 };
  return {
    fault: undefined,
    rows: pieces.flatMap(({ rows }) => rows),
    // Faults of whole lines come before those of cells, in each piece as in a file.
    problems: pieces.flatMap(({ problems }) => problems).toSorted(byPlace),
    total: pieces.reduce((sum, { problemsTotal }) => sum + problemsTotal, 0),
  };
}

function byPlace(a: ReportRead['problems'][number], b: ReportRead['problems'][number]): number {
  return JSON.stringify([a.at.row, a.at.column]).localeCompare(JSON.stringify([b.at.row, b.at.column]));
}

const whole = async (lines: readonly Line[]) =>
  together([await readReport(request, async () => wholeOutcome(held(lines)))]);
const good = (n: number): Line => [`CTR-PK-${n}`, OCTOBER, String(n), '22'];

describe(readReportInPieces.name, () => {
  it('reads a long table in more than one piece', async () => {
    expect(await inPieces(Array.from({ length: 8 }, (_, n) => good(n)))).toHaveLength(4);
  });

  it('reads a table whole in which a unit has two names, since both rows may tell of it', async () => {
    const mapped = { ...request, profile: { ...profile, unit: { ...profile.unit, map: { A: 'CTR-PK-0' } } } };
    const lines: Line[] = [['A', OCTOBER, '', '22'], ...[1, 2, 3, 4, 5].map(good), good(0)];
    const pieces: ReportRead[] = [];
    for await (const piece of readReportInPieces(mapped, held(lines), CELLS_PER_PIECE)) pieces.push(piece);
    expect(pieces).toHaveLength(1);
  });

  it('says what one reading of the whole file says, whatever is in it', async () => {
    const unit = fc.oneof(
      { weight: 8, arbitrary: fc.nat(29).map((n) => `CTR-PK-${n}`) },
      { weight: 1, arbitrary: fc.constantFrom('', 'CTR-PK-UNKNOWN') },
    );
    const figure = fc.oneof(fc.nat(999).map(String), fc.constantFrom('', 'x', 'NA', '1;5'));
    const line = fc.tuple(unit, fc.constant(OCTOBER), figure, figure);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line as fc.Arbitrary<Line>, { minLength: 1, maxLength: 24 }),
        async (lines) => {
          expect(together(await inPieces(lines))).toEqual(await whole(lines));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<[string, Line]>([
    ['another month', ['CTR-PK-20', 'GREGORIAN_MONTH:2026-09', '1', '22']],
    ['no month that can be read', ['CTR-PK-20', 'soon', '1', '22']],
    ["another country's unit", ['CTR-ET-1', OCTOBER, '1', '22']],
  ])('refuses the whole file for %s in its last line', async (_condition, last) => {
    const lines = [...Array.from({ length: 11 }, (_, n) => good(n)), last];
    const { fault } = together(await inPieces(lines));
    expect(fault).toBe((await whole(lines)).fault);
    expect(fault).toBeDefined();
  });

  it("names another country's unit and not the other month that comes before it", async () => {
    const lines: Line[] = [
      ...Array.from({ length: 6 }, (_, n) => good(n)),
      ['CTR-PK-20', 'GREGORIAN_MONTH:2026-09', '1', '22'],
      ...Array.from({ length: 6 }, (_, n) => good(n + 6)),
      ['CTR-ET-1', OCTOBER, '1', '22'],
    ];
    expect(together(await inPieces(lines)).fault).toBe('country-mismatch');
  });

  it('lists no more faults for all pieces together than for one file', async () => {
    const lines = Array.from({ length: 1_500 }, (_, n): Line => [`CTR-PK-${n % 30}`, OCTOBER, 'x', '22']);
    const pieces = await inPieces(lines);
    const { problems, total } = together(pieces);
    expect([problems.length, total]).toEqual([1_000, (await whole(lines)).total]);
  });
});
