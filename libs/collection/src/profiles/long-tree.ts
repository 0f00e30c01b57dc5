import type { JsonNode } from '../layouts/layout.js';
import { assertMembers, itemsAt, memberOf, nodeAt, pointerOf, scalarText } from './json-path.js';
import { ignoredMembers } from './profile-context.js';
import { contentOfNode, noEntries } from './report-entry.js';
import type { EntryContent, ReportEntries } from './report-entry.js';
import type { SourceProfile } from './source-profile.js';

/** Reads a JSON report with one object per value: unit, indicator, value or kind. */
export function readLongTree(root: JsonNode, profile: SourceProfile): ReportEntries {
  const { items, indicator = 'indicator', value = 'value', kind = 'kind' } = profile.tree;
  const unitMember = profile.unit.jsonPath ?? 'unit';
  const entries = noEntries();
  const rows = itemsAt(root, items);
  assertMembers(root, [items, profile.period.at, ...ignoredMembers(profile)], '');
  entries.periods.push({
    text: scalarText(nodeAt(root, profile.period.at)),
    at: { pointer: pointerOf('', profile.period.at) },
  });
  rows.forEach((row, index) => {
    const pointer = pointerOf('', `${items}.${index}`);
    assertMembers(row, [unitMember, indicator, value, kind], pointer);
    const unit = profile.unit.fixed ?? scalarText(memberOf(row, unitMember));
    const field = scalarText(memberOf(row, indicator));
    const content = contentOfPair(memberOf(row, value), memberOf(row, kind));
    if (unit === '') entries.namelessRows.push({ pointer });
    else entries.entries.push({ unit, field, content, at: { pointer: pointerOf(pointer, value) } });
  });
  return entries;
}

function contentOfPair(value: JsonNode | undefined, kind: JsonNode | undefined): EntryContent {
  const content = contentOfNode(value);
  const stated = scalarText(kind);
  return stated === '' || stated === 'NUMBER' ? content : { ...content, kind: stated };
}
