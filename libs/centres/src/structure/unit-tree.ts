import type { TreeUnit } from './unit-tree.read-model.js';

export interface PlacedUnit extends TreeUnit {
  /** 0 for a unit that is no part of another one. */
  depth: number;
}

/** Units in the order of their tree: each one before its parts. Those that a circle holds come last, at depth 0. */
export function inTreeOrder(units: readonly TreeUnit[]): PlacedUnit[] {
  const parts = new Map<string, TreeUnit[]>();
  const codes = new Set(units.map(keyOf));
  for (const unit of units) {
    const above = unit.parent === null ? '' : `${unit.partner} ${unit.parent}`;
    const key = codes.has(above) ? above : '';
    const known = parts.get(key);
    if (known) known.push(unit);
    else parts.set(key, [unit]);
  }
  const placed = new Map<string, PlacedUnit>();
  const open = (parts.get('') ?? []).map((unit) => ({ ...unit, depth: 0 })).toReversed();
  for (let unit = open.pop(); unit; unit = open.pop()) {
    const { depth } = unit;
    placed.set(keyOf(unit), unit);
    const below = parts.get(keyOf(unit)) ?? [];
    open.push(...below.map((part) => ({ ...part, depth: depth + 1 })).toReversed());
  }
  const held = units.filter((unit) => !placed.has(keyOf(unit))).map((unit) => ({ ...unit, depth: 0 }));
  return [...placed.values(), ...held];
}

function keyOf({ partner, code }: TreeUnit): string {
  return `${partner} ${code}`;
}
