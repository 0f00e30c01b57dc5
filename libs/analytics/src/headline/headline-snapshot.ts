import type { Figure, FigureName, Member } from './headline.js';

/** What is frozen: the figures of a day with definitions, members and claims, exactly as they were answered. */
export interface SnapshotContent {
  asOf: string;
  figures: Record<FigureName, Figure>;
}

/** Figures of a day as the register gave them when they were frozen; neither content nor hash ever changes. */
export interface HeadlineSnapshot {
  id: string;
  asOf: string;
  /** SHA-256, in hexadecimal digits, of the content as JSON without blanks. */
  contentHash: string;
  takenAt: string;
  takenByName: string;
}

/** One figure then and now. */
export interface FigureComparison {
  figure: FigureName;
  frozen: number;
  now: number;
  /** Whether definition, day, members and uncertain members are the same. */
  same: boolean;
  /** Members that the register counts today and did not count then, and the reverse. */
  added: Member[];
  removed: Member[];
  /** Whether the published claims beside the figure are others by now; they do not make it another figure. */
  claimsChanged: boolean;
}

/** Frozen figures beside those that the register gives today for the same day. */
export function compareFigures(frozen: SnapshotContent, now: SnapshotContent): FigureComparison[] {
  const names = Object.keys(now.figures) as FigureName[];
  // A figure that was defined after the freezing has nothing to be compared with.
  return names
    .filter((name) => name in frozen.figures)
    .map((name) => {
      const [before, after] = [frozen.figures[name], now.figures[name]];
      return {
        figure: name,
        frozen: before.value,
        now: after.value,
        same: before.queryHash === after.queryHash,
        added: without(after.members, before.members),
        removed: without(before.members, after.members),
        claimsChanged: JSON.stringify(before.claims) !== JSON.stringify(after.claims),
      };
    });
}

function without(members: readonly Member[], others: readonly Member[]): Member[] {
  const codes = new Set(others.map(({ code }) => code));
  return members.filter(({ code }) => !codes.has(code));
}
