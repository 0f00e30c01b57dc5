import type { JsonNode } from '../layouts/layout.js';
import { assertMembers, itemsAt, nodeAt, pointerOf, scalarText } from './json-path.js';
import { ignoredMembers, requiredFields, ruleOfField } from './profile-context.js';
import type { ProfileContext } from './profile-context.js';
import { contentOfNode, noEntries } from './report-entry.js';
import type { ReportEntries } from './report-entry.js';
import { ReportRefusal } from './report.js';
import type { SourceProfile } from './source-profile.js';
import { assertAllKnown, assertNoneMissing, unrecognised } from './table-headers.js';

interface Leaf {
  path: string;
  node: JsonNode;
}

/** Reads a JSON report with one object per unit, whose members may be nested in branches. */
export function readNestedTree(
  root: JsonNode,
  profile: SourceProfile,
  context: ProfileContext,
): ReportEntries {
  const entries = noEntries();
  const items = itemsAt(root, profile.tree.items);
  const used = [profile.tree.items, profile.period.at, ...ignoredMembers(profile)].map(
    (path) => path.split('.')[0]!,
  );
  assertMembers(root, used, '');
  const period = scalarText(nodeAt(root, profile.period.at));
  entries.periods.push({ text: period, at: { pointer: pointerOf('', profile.period.at) } });
  const units = new Set<string>();
  items.forEach((item, index) => {
    const pointer = pointerOf('', `${profile.tree.items}.${index}`);
    const unit = unitOf(item, profile, pointer, entries);
    if (unit === undefined) return;
    if (units.has(unit)) entries.repeatedUnits.push({ unit, at: { pointer } });
    else addItem(item, unit, pointer, { profile, context, entries });
    units.add(unit);
  });
  return entries;
}

function unitOf(
  item: JsonNode,
  profile: SourceProfile,
  pointer: string,
  entries: ReportEntries,
): string | undefined {
  if (item.type !== 'object') throw unrecognised(`An object was expected at "${pointer}".`);
  const unit = profile.unit.fixed ?? scalarText(nodeAt(item, profile.unit.jsonPath ?? ''));
  if (unit !== '') return unit;
  entries.namelessRows.push({ pointer });
  return undefined;
}

interface ItemReading {
  profile: SourceProfile;
  context: ProfileContext;
  entries: ReportEntries;
}

function addItem(item: JsonNode, unit: string, pointer: string, reading: ItemReading): void {
  const { profile, context, entries } = reading;
  const leaves = leavesOf(item, '', new Set(Object.keys(profile.indicators)));
  const nulls = leaves.filter(({ path, node }) => node.type === 'null' && isBranch(path, profile));
  const isKnown = (path: string): boolean =>
    path === profile.unit.jsonPath ||
    profile.ignore.some((ignored) => path === ignored || path.startsWith(`${ignored}.`)) ||
    nulls.some((branch) => branch.path === path) ||
    ruleOfField(profile, context, path) !== undefined;
  const headers = leaves.map(({ path }) => ({ code: path, at: { pointer: pointerOf(pointer, path) } }));
  assertAllKnown(headers, isKnown);
  assertComplete(leaves, nulls, pointer, profile);
  for (const { path, node } of leaves) {
    if (ruleOfField(profile, context, path) === undefined) continue;
    entries.entries.push({
      unit,
      field: path,
      content: contentOfNode(node),
      at: { pointer: pointerOf(pointer, path) },
    });
  }
  for (const branch of nulls) addNullBranch(branch.path, unit, pointer, reading);
}

/** Walks down to the values; a path that has a meaning is not walked further, whatever stands there. */
function leavesOf(node: JsonNode, path: string, fields: ReadonlySet<string>): Leaf[] {
  if (node.type !== 'object' || fields.has(path)) return [{ path, node }];
  return node.members.flatMap(([name, member]) => {
    if (name.includes('.') || name === '') {
      throw new ReportRefusal('header-unknown', `Unknown member: "${name.slice(0, 60)}".`, { pointer: path });
    }
    return leavesOf(member, path === '' ? name : `${path}.${name}`, fields);
  });
}

function isBranch(path: string, profile: SourceProfile): boolean {
  const below = `${path}.`;
  return (
    Object.hasOwn(profile.nullMeans, path) ||
    Object.keys(profile.indicators).some((field) => field.startsWith(below))
  );
}

/** A branch that is `null` answers for everything below it. */
function assertComplete(leaves: Leaf[], nulls: Leaf[], pointer: string, profile: SourceProfile): void {
  const present = new Set(leaves.map(({ path }) => path));
  const required = requiredFields(profile).filter(
    (field) => !nulls.some(({ path }) => field.startsWith(`${path}.`)),
  );
  assertNoneMissing(present, required, { pointer });
}

function addNullBranch(path: string, unit: string, pointer: string, { profile, entries }: ItemReading): void {
  if (!Object.hasOwn(profile.nullMeans, path)) return;
  const { kind, indicators } = profile.nullMeans[path]!;
  for (const indicator of indicators) {
    const at = { pointer: pointerOf(pointer, path) };
    entries.entries.push({ unit, field: path, indicator, content: { kind, given: 'null' }, at });
  }
}
