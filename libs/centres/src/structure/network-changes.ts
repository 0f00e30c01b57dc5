import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { InvalidValueError, type Transaction } from '#platform';
import { mayContain } from '../units/unit-code.js';
import type { RegisteredUnit } from '../units/unit.js';
import { UnitsService } from '../units/units.service.js';
import { holdsOn, leadsBack, rewrites, type UnitLink } from './parent-links.js';
import { ParentLinksRepository } from './parent-links.repository.js';
import { OverlappingPlaceError, ParentCycleError } from './structure.errors.js';

/** Units that get a place in a larger one, or none, from a day on. */
export interface NewPlaces {
  /** Calendar day. */
  from: string;
  /** Where the places stand in the request: what faults point at. */
  pointer: string;
}

/** Changes of one partner's network within the caller's transaction, one after the other. */
@Injectable()
export class NetworkChanges {
  constructor(
    private readonly repository: ParentLinksRepository,
    private readonly units: UnitsService,
    private readonly audit: Audit,
  ) {}

  /** Holds the partner's network until the transaction ends; answers its links. */
  async hold(tx: Transaction, partner: string): Promise<UnitLink[]> {
    await this.repository.lockNetwork(tx, partner);
    return this.repository.ofPartner(tx, partner);
  }

  /**
   * Gives units a new place; what lasted until then ends on that day. The network is held before.
   *
   * @param parent null: no part of anything any more
   * @throws OverlappingPlaceError, ParentCycleError, InvalidValueError for a parent that cannot be one or is it already.
   */
  async place(
    tx: Transaction,
    moved: readonly RegisteredUnit[],
    parent: RegisteredUnit | null,
    links: readonly UnitLink[],
    { from, pointer }: NewPlaces,
  ): Promise<void> {
    for (const unit of moved) this.assertPlace(unit, parent, links, { from, pointer });
    const [first] = moved;
    if (!first) return;
    const codes = moved.map(({ code }) => code);
    this.repository.end(tx, first.partner, codes, from);
    if (parent !== null) {
      const places = codes.map((unit) => ({ unit, parent: parent.code }));
      this.repository.begin(tx, first.partner, places, from);
    }
    const events = moved.map((unit) => this.eventOf(unit, parent, links, from));
    for (const event of events) this.audit.record(tx, event);
  }

  /**
   * A unit of this partner that may be a parent.
   *
   * @throws InvalidValueError `reference-not-found`.
   */
  async parentOf(tx: Transaction, partner: string, code: string, pointer: string): Promise<RegisteredUnit> {
    const found = await this.units.findUnit(tx, code);
    if (found?.partner === partner) return found;
    throw new InvalidValueError('reference-not-found', pointer, `${partner} has no unit ${code}.`);
  }

  private assertPlace(
    unit: RegisteredUnit,
    parent: RegisteredUnit | null,
    links: readonly UnitLink[],
    { from, pointer }: NewPlaces,
  ): void {
    const own = links.filter((link) => link.unit === unit.code);
    if (rewrites(own, from)) throw new OverlappingPlaceError(unit.code, from);
    const current = own.find((link) => holdsOn(link, from))?.parent ?? null;
    if (current === (parent?.code ?? null)) {
      throw new InvalidValueError('rule-violated', pointer, `${unit.code} has this place already.`);
    }
    if (parent === null) return;
    if (leadsBack(links, unit.code, parent.code, from)) throw new ParentCycleError(unit.code, parent.code);
    if (mayContain(parent.type, unit.type)) return;
    throw new InvalidValueError('rule-violated', pointer, `A ${unit.type} is no part of a ${parent.type}.`);
  }

  private eventOf(
    { partner, code }: RegisteredUnit,
    parent: RegisteredUnit | null,
    links: readonly UnitLink[],
    from: string,
  ) {
    const before = links.filter((link) => link.unit === code && holdsOn(link, from));
    const after = { parent: parent?.code ?? null, from };
    return {
      partner,
      action: 'unit.move',
      entity: 'unit',
      entityId: code,
      before: { parents: before },
      after,
    };
  }
}
