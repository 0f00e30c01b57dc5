import type { ParentLink } from '../units/unit.js';

/** A unit's place in a larger one, during [validFrom, validUntil); null bounds are open. */
export interface UnitLink extends ParentLink {
  unit: string;
}

/** Open bounds compare as texts that lie before and after every ISO date. */
const BEGINNING = '';
const END = '9999-12-31';

/** Whether a link holds on a calendar day. */
export function holdsOn({ validFrom, validUntil }: ParentLink, day: string): boolean {
  return (validFrom ?? BEGINNING) <= day && day < (validUntil ?? END);
}

/** The links by which units are parts of others, by unit. */
export function linksByUnit<Link extends UnitLink>(links: readonly Link[]): Map<string, Link[]> {
  const byUnit = new Map<string, Link[]>();
  for (const link of links) {
    const known = byUnit.get(link.unit);
    if (known) known.push(link);
    else byUnit.set(link.unit, [link]);
  }
  return byUnit;
}

/**
 * Whether a unit would, on some day from `from` on, contain itself if it became a part of `parent` then. Links that
 * are to begin later count, so a circle that only the future holds is found as well.
 */
export function leadsBack(links: readonly UnitLink[], unit: string, parent: string, from: string): boolean {
  const byUnit = linksByUnit(links);
  const seen = new Set<string>();
  const open: Array<{ code: string; from: string; until: string }> = [{ code: parent, from, until: END }];
  for (let step = open.pop(); step; step = open.pop()) {
    if (step.code === unit) return true;
    const place = `${step.code} ${step.from} ${step.until}`;
    if (seen.has(place)) continue;
    seen.add(place);
    for (const link of byUnit.get(step.code) ?? []) {
      const begin = later(step.from, link.validFrom ?? BEGINNING);
      const end = earlier(step.until, link.validUntil ?? END);
      if (begin < end) open.push({ code: link.parent, from: begin, until: end });
    }
  }
  return false;
}

/**
 * Whether a change of place on a day would rewrite what is recorded: a link that begins on that day or later, or one
 * that ended after it.
 */
export function rewrites(own: readonly ParentLink[], from: string): boolean {
  return own.some(
    ({ validFrom, validUntil }) =>
      (validFrom !== null && validFrom >= from) || (validUntil !== null && validUntil > from),
  );
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
