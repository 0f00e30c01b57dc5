/**
 * What a report is thought to be, in a few lines that share nothing with the product: the judge of random
 * commands. A command is answered with whether it must succeed; what succeeds changes the thought.
 */
export type Actor = 'entry' | 'coordinator' | 'reviewer' | 'secondReviewer';
export const ACTORS: readonly Actor[] = ['entry', 'coordinator', 'reviewer', 'secondReviewer'];

export type Command =
  | { name: 'save'; value: number }
  | { name: 'markReady' | 'reopenDraft' | 'submit' | 'recall' | 'startReview' | 'releaseReview' | 'accept' }
  | { name: 'return' }
  | { name: 'answer' }
  | { name: 'suggest'; value: number }
  | { name: 'takeOver' }
  | { name: 'correct' };

type State = 'DRAFT' | 'READY' | 'SUBMITTED' | 'IN_REVIEW' | 'RETURNED' | 'ACCEPTED' | 'SUPERSEDED';

interface Revision {
  state: State;
  value: number;
  /** Who typed the value that stands, and whose suggestion it was. */
  typedBy: Actor;
  suggestedBy: Actor | null;
  /** Everybody who had a hand in this revision. */
  authors: Set<Actor>;
  holder: Actor | null;
}

const PARTNER: readonly Actor[] = ['entry', 'coordinator'];
const HEADQUARTERS: readonly Actor[] = ['reviewer', 'secondReviewer'];

export class WorkflowModel {
  /** Oldest first; the last one is what commands are about. */
  readonly revisions: Revision[];
  /** Questions that wait for an answer. */
  questions = 0;
  /** Who suggested which value, while nobody decided. */
  suggestion: { by: Actor; value: number } | null = null;
  /** Official values in the order in which they became so. */
  readonly official: number[] = [];

  /** @param filler who typed all cells of the first draft */
  constructor(
    value: number,
    private readonly filler: Actor,
  ) {
    this.revisions = [this.draft(value, filler, null)];
  }

  get current(): Revision {
    return this.revisions.at(-1)!;
  }

  /** Whether the platform would have to take the command; changes nothing. */
  would(actor: Actor, command: Command): boolean {
    const twin = Object.create(WorkflowModel.prototype) as WorkflowModel;
    return Object.assign(twin, structuredClone({ ...this })).take(actor, command);
  }

  /** Whether the platform has to take the command; if so, takes it here as well. */
  take(actor: Actor, command: Command): boolean {
    const { current } = this;
    switch (command.name) {
      case 'save':
        if (!PARTNER.includes(actor) || current.state !== 'DRAFT') return false;
        if (command.value !== current.value) {
          Object.assign(current, { value: command.value, typedBy: actor, suggestedBy: null });
          current.authors.add(actor);
        }
        return true;
      case 'markReady':
        return PARTNER.includes(actor) && this.move('DRAFT', 'READY');
      case 'reopenDraft':
        return actor === 'coordinator' && this.move('READY', 'DRAFT');
      case 'submit':
        if (actor !== 'coordinator' || this.questions > 0) return false;
        if (current.state !== 'DRAFT' && current.state !== 'READY') return false;
        current.state = 'SUBMITTED';
        current.authors.add(actor);
        for (const older of this.revisions) if (older.state === 'RETURNED') older.state = 'SUPERSEDED';
        return true;
      case 'recall':
        return actor === 'coordinator' && this.move('SUBMITTED', 'DRAFT');
      case 'startReview':
        if (!HEADQUARTERS.includes(actor) || !this.move('SUBMITTED', 'IN_REVIEW')) return false;
        current.holder = actor;
        return true;
      case 'releaseReview':
        if (!this.holds(actor) || !this.move('IN_REVIEW', 'SUBMITTED')) return false;
        current.holder = null;
        return true;
      case 'return':
        if (!this.holds(actor) || !this.move('IN_REVIEW', 'RETURNED')) return false;
        this.questions += 1;
        this.revisions.push(this.copy());
        return true;
      case 'answer':
        if (!PARTNER.includes(actor) || this.questions === 0) return false;
        this.questions -= 1;
        return true;
      case 'suggest':
        if (!this.holds(actor) || this.suggestion !== null) return false;
        this.suggestion = { by: actor, value: command.value };
        return true;
      case 'takeOver':
        return this.takeOver(actor);
      case 'accept':
        return this.accept(actor);
      case 'correct':
        // Either side asks; who only types does not.
        if (actor === 'entry' || current.state !== 'ACCEPTED') return false;
        this.revisions.push(this.copy());
        return true;
    }
  }

  private takeOver(actor: Actor): boolean {
    const { current, suggestion } = this;
    if (actor !== 'coordinator' || !suggestion || current.state !== 'DRAFT') return false;
    this.suggestion = null;
    Object.assign(current, { value: suggestion.value, typedBy: actor, suggestedBy: suggestion.by });
    current.authors.add(actor).add(suggestion.by);
    return true;
  }

  private accept(actor: Actor): boolean {
    const { current } = this;
    if (!this.holds(actor) || current.authors.has(actor) || this.questions > 0) return false;
    for (const older of this.revisions) if (older.state === 'ACCEPTED') older.state = 'SUPERSEDED';
    current.state = 'ACCEPTED';
    this.suggestion = null;
    this.official.push(current.value);
    return true;
  }

  private holds(actor: Actor): boolean {
    return this.current.state === 'IN_REVIEW' && this.current.holder === actor;
  }

  private move(from: State, to: State): boolean {
    if (this.current.state !== from) return false;
    this.current.state = to;
    return true;
  }

  /** The next revision begins with the cells of the one before, and with whoever they came from. */
  private copy(): Revision {
    const { value, typedBy, suggestedBy } = this.current;
    return this.draft(value, typedBy, suggestedBy);
  }

  private draft(value: number, typedBy: Actor, suggestedBy: Actor | null): Revision {
    const authors = new Set([this.filler, typedBy, ...(suggestedBy ? [suggestedBy] : [])]);
    return { state: 'DRAFT', value, typedBy, suggestedBy, authors, holder: null };
  }
}
