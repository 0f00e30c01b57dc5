import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  Clock,
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { IndicatorCatalogue } from '../indicators/indicator-catalogue.js';
import { mayDecideNote, noteAfter, type DefinitionNote, type NoteStep } from './definition-note.js';
import { NoteStepError, OwnNoteError } from './definition-notes.errors.js';
import { DefinitionNotesRepository, type NotesFilter } from './definition-notes.repository.js';

const MAX_LISTED = 200;

export type FiledNote = Pick<DefinitionNote, 'partner' | 'indicator' | 'from' | 'text'>;

/** Where a country counts differently: filed by the country, accepted by headquarters, shown with every figure. */
@Injectable()
export class DefinitionNotesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: DefinitionNotesRepository,
    private readonly catalogue: IndicatorCatalogue,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Newest first, 200 at most. @throws NotFoundError for a partner out of scope. */
  async list(ctx: OperationContext, filter: NotesFilter): Promise<DefinitionNote[]> {
    if (filter.partner && !ctx.scopes.includes(filter.partner)) throw new NotFoundError('partner');
    return this.transactions.read(ctx, (tx) => this.repository.list(tx, filter, MAX_LISTED));
  }

  /** @throws NotFoundError for a partner out of scope, InvalidValueError `unknown-kpi`. */
  async file(ctx: OperationContext, note: FiledNote): Promise<DefinitionNote> {
    if (!ctx.scopes.includes(note.partner)) throw new NotFoundError('partner');
    return this.transactions.run(ctx, async (tx) => {
      if (!(await this.catalogue.all(tx)).has(note.indicator))
        throw new InvalidValueError('unknown-kpi', '/indicator', `There is no indicator ${note.indicator}.`);
      const id = uuid();
      await this.repository.insert(tx, { id, ...note }, this.clock.instant());
      const filed = (await this.repository.lock(tx, id)) as DefinitionNote;
      await this.record(tx, filed, 'file', { before: null, after: { ...note, state: filed.state } });
      return filed;
    });
  }

  /** @throws NotFoundError, PreconditionFailedError, NoteStepError, OwnNoteError. */
  async take(
    ctx: OperationContext,
    id: string,
    rev: number,
    { step, reason }: { step: NoteStep; reason: string | null },
  ): Promise<DefinitionNote> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.repository.lock(tx, id);
      if (!found) throw new NotFoundError('definition note');
      if (found.rev !== rev) throw new PreconditionFailedError(found.rev);
      const to = noteAfter(found.state, step);
      if (to === null) throw new NoteStepError(found.state);
      if (!mayDecideNote(found, step, tx.actor.id)) throw new OwnNoteError();
      await this.repository.decide(tx, id, { to, reason, at: this.clock.instant() });
      await this.record(tx, found, step, { before: { state: found.state }, after: { state: to, reason } });
      return (await this.repository.lock(tx, id)) as DefinitionNote;
    });
  }

  private async record(
    tx: Transaction,
    { id, partner }: DefinitionNote,
    act: string,
    change: { before: object | null; after: object },
  ): Promise<void> {
    const what = { action: `definition-note.${act}`, entity: 'definition-note', entityId: id };
    this.audit.record(tx, { partner, ...what, ...change });
  }
}
