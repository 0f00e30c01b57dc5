import fc from 'fast-check';
import { ReviewWorld } from '../api/review/review-world.js';
import { WorkflowDriver } from './workflow-driver.js';
import { ACTORS, WorkflowModel, type Actor, type Command } from './workflow-model.js';

const LONGEST = 40;
const FIRST_VALUE = 1_000;
/** Within the change that a reviewer may accept without the director. */
const SPREAD = 40;
/** Sequences that run side by side. */
const LANES = 4;

type Order = [Actor, Command];
/** One of the commands that can succeed, or any command at all. */
type Draw = { possible: number; value: number } | { any: Order };

const NAMES = [
  'markReady',
  'reopenDraft',
  'submit',
  'recall',
  'startReview',
  'releaseReview',
  'return',
  'answer',
  'takeOver',
  'accept',
  'correct',
] as const;

const value = fc.integer({ min: FIRST_VALUE, max: FIRST_VALUE + SPREAD });
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ name: fc.constantFrom('save' as const, 'suggest' as const), value }),
  fc.record({ name: fc.constantFrom(...NAMES) }),
);
const draws = fc.array(
  fc.oneof(
    // Without these hardly any sequence would come to an acceptance, let alone to a correction.
    { weight: 3, arbitrary: fc.record({ possible: fc.nat(), value }) as fc.Arbitrary<Draw> },
    {
      weight: 2,
      arbitrary: fc.record({ any: fc.tuple(fc.constantFrom(...ACTORS), anyCommand) }) as fc.Arbitrary<Draw>,
    },
  ),
  { minLength: 1, maxLength: LONGEST, size: 'max' },
);

/** What a draw means where the model stands. */
function orderOf(draw: Draw, model: WorkflowModel): Order {
  if ('any' in draw) return draw.any;
  const named = (['save', 'suggest'] as const).map((name): Command => ({ name, value: draw.value }));
  const commands = [...named, ...NAMES.map((name): Command => ({ name }))];
  const all = ACTORS.flatMap((actor) => commands.map((command): Order => [actor, command]));
  const possible = all.filter(([actor, command]) => model.would(actor, command));
  return possible[draw.possible % possible.length] ?? all[0]!;
}

/**
 * Random commands of four people about reports: the platform takes what the model takes and refuses the rest, nobody
 * ever accepts what they had a hand in, and the official figure at any instant is the one last accepted until then.
 */
export function describeRandomWorkflow(sequences: number): void {
  describe(`${sequences} random sequences of four people's commands`, () => {
    let world: ReviewWorld;
    let driver: WorkflowDriver;
    const seen = { commands: 0, accepted: 0, corrected: 0, returned: 0, refused: 0 };

    beforeAll(async () => {
      world = await ReviewWorld.open();
      driver = new WorkflowDriver(world);
    });
    afterAll(() => world.api.close());

    async function plays(filler: Actor, sequence: readonly Draw[]): Promise<void> {
      const model = new WorkflowModel(FIRST_VALUE, filler);
      const report = await driver.begin(filler, FIRST_VALUE);
      expect(report.status).toBe(200);
      const instants: string[] = [];
      const story: string[] = [];
      for (const draw of sequence) {
        const [actor, command] = orderOf(draw, model);
        const answer = await driver.take(report, actor, command);
        const isTaken = answer.status < 300;
        story.push(`${actor} ${JSON.stringify(command)} ${answer.status} ${answer.body?.code ?? ''}`);
        if (!isTaken) expect(answer.status).toBeLessThan(500);
        expect([story, isTaken]).toEqual([story, model.take(actor, command)]);
        if (isTaken && command.name === 'accept') instants.push(driver.instant);
        count(command, isTaken);
      }
      await compares(report, model, instants);
    }

    function count({ name }: Command, isTaken: boolean): void {
      seen.commands += 1;
      if (!isTaken) seen.refused += 1;
      else if (name === 'accept') seen.accepted += 1;
      else if (name === 'correct') seen.corrected += 1;
      else if (name === 'return') seen.returned += 1;
    }

    async function compares(
      { slot }: { slot: string },
      model: WorkflowModel,
      instants: readonly string[],
    ): Promise<void> {
      const rows = await world.rows(
        'select state from app.submission where slot_id = $1 order by revision_no',
        [slot],
      );
      expect(rows.map(({ state }: { state: string }) => state)).toEqual(
        model.revisions.map(({ state }) => state),
      );
      expect(await driver.officialAt(slot, instants)).toEqual(model.official);
    }

    it('agree with the model', async () => {
      const filler = fc.constantFrom<Actor>('entry', 'coordinator');
      const lane = (seed: number) =>
        fc.assert(fc.asyncProperty(filler, draws, plays), {
          numRuns: Math.ceil(sequences / LANES),
          seed,
        });
      const first = fc.sample(fc.nat(), 1)[0]!;
      await Promise.all(Array.from({ length: LANES }, (_, index) => lane(first + index)));
    }, 7_200_000);

    it('came to every end that matters', () => {
      process.stdout.write(`F3: ${sequences} sequences, ${JSON.stringify(seen)}\n`);
      expect(Math.min(seen.accepted, seen.corrected, seen.returned, seen.refused)).toBeGreaterThan(0);
    });

    it('left nothing that anybody accepted of their own', async () => {
      const own = await world.rows(
        `select b.id from app.submission b
          where b.state in ('ACCEPTED', 'SUPERSEDED') and b.decided_by is not null
            and exists (select 1 from app.observation o where o.submission_id = b.id)
            and (b.decided_by in (b.submitted_by, b.submitted_for)
                 or exists (select 1 from app.cell_revision c where c.submission_id = b.id
                             and (c.entered_by = b.decided_by or c.source_ref->>'suggestedBy' = b.decided_by)))`,
      );
      expect(own).toEqual([]);
    });
  });
}
