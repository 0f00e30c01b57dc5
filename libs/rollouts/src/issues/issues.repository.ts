import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Issue, NewIssue } from './issue.js';

const ISSUE = `
  select i.id, i.partner, i.rollout_id as "rolloutId", i.title, i.blocking, i.owner_side as "ownerSide", i.state,
         i.opened_on as "openedOn", i.resolved_on as "resolvedOn", i.resolution, i.rev,
         (select jsonb_agg(jsonb_build_object('ownerSide', u.owner_side, 'fromOn', u.from_on, 'untilOn', u.until_on)
                           order by u.turn)
            from app.rollout_issue_turn u
           where u.partner = i.partner and u.issue_id = i.id and u.partner = any ($1)) as turns
    from app.rollout_issue i
   where i.partner = any ($1)`;

/** What a step changes of an issue. */
export type IssueChange = Pick<Issue, 'ownerSide' | 'state' | 'resolvedOn' | 'resolution'>;

@Injectable()
export class IssuesRepository {
  async insert(
    tx: Transaction,
    id: string,
    { partner, rolloutId, ...issue }: NewIssue & { partner: string; rolloutId: string },
    recordedAt: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.rollout_issue (id, partner, rollout_id, title, blocking, owner_side, opened_on, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        partner,
        rolloutId,
        issue.title,
        issue.blocking,
        issue.ownerSide,
        issue.openedOn,
        recordedAt,
        tx.actor.id,
      ],
    );
  }

  /** Open ones first, each group oldest first. */
  async listOf(tx: Transaction, rolloutId: string): Promise<Issue[]> {
    return (await tx.manager.query(`${ISSUE} and i.rollout_id = $2 order by i.state, i.opened_on, i.id`, [
      tx.scopes,
      rolloutId,
    ])) as Issue[];
  }

  async find(tx: Transaction, id: string): Promise<Issue | null> {
    const rows = (await tx.manager.query(`${ISSUE} and i.id = $2`, [tx.scopes, id])) as Issue[];
    return rows[0] ?? null;
  }

  /** Changes an issue that still has this revision; answers whether it had. */
  async change(
    tx: Transaction,
    { id, rev }: Pick<Issue, 'id' | 'rev'>,
    change: IssueChange,
  ): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.rollout_issue set owner_side = $3, state = $4, resolved_on = $5, resolution = $6, rev = rev + 1
        where id = $1 and rev = $2 and partner = any ($7)`,
      [id, rev, change.ownerSide, change.state, change.resolvedOn, change.resolution, tx.scopes],
    )) as [unknown[], number];
    return count === 1;
  }

  endTurn(tx: Transaction, { id }: Pick<Issue, 'id'>, untilOn: string): void {
    tx.send(
      `update app.rollout_issue_turn set until_on = greatest(from_on, $2::date)
        where issue_id = $1 and until_on is null and partner = any ($3)`,
      [id, untilOn, tx.scopes],
    );
  }

  beginTurn(
    tx: Transaction,
    { id, partner }: Pick<Issue, 'id' | 'partner'>,
    turn: number,
    ownerSide: string,
    fromOn: string,
  ): void {
    tx.send(
      `insert into app.rollout_issue_turn (partner, issue_id, turn, owner_side, from_on) values ($1, $2, $3, $4, $5)`,
      [partner, id, turn, ownerSide, fromOn],
    );
  }
}
