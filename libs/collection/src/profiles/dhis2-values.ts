import type { JsonNode } from '../layouts/layout.js';
import { assertMembers, itemsAt, memberOf, pointerOf, scalarText } from './json-path.js';
import { contentOfNode, noEntries } from './report-entry.js';
import type { EntryContent, ReportEntries } from './report-entry.js';
import type { SourceProfile } from './source-profile.js';

const SET_MEMBERS = ['dataSet', 'completeDate', 'period', 'orgUnit', 'attributeOptionCombo', 'dataValues'];
const VALUE_MEMBERS = [
  'dataElement',
  'period',
  'orgUnit',
  'categoryOptionCombo',
  'attributeOptionCombo',
  'value',
  'comment',
  'storedBy',
  'created',
  'lastUpdated',
  'followup',
  'deleted',
];

/**
 * Reads a DHIS2 data value set. Period and organisation unit may stand at the set, at each value, or both; the value's
 * own wins. A value for a category option combination other than the "no breakdown" ones is a part, not the figure.
 */
export function readDataValueSet(root: JsonNode, profile: SourceProfile): ReportEntries {
  const entries = noEntries();
  const values = itemsAt(root, 'dataValues');
  assertMembers(root, [...SET_MEMBERS, ...profile.ignore], '');
  const ofSet = { period: scalarText(memberOf(root, 'period')), unit: scalarText(memberOf(root, 'orgUnit')) };
  if (ofSet.period !== '') entries.periods.push({ text: ofSet.period, at: { pointer: '/period' } });
  values.forEach((value, index) => {
    const pointer = pointerOf('', `dataValues.${index}`);
    assertMembers(value, VALUE_MEMBERS, pointer);
    const period = scalarText(memberOf(value, 'period'));
    if (period !== '') entries.periods.push({ text: period, at: { pointer: `${pointer}/period` } });
    const unit = scalarText(memberOf(value, 'orgUnit')) || ofSet.unit;
    const at = { pointer: `${pointer}/value` };
    const field = scalarText(memberOf(value, 'dataElement'));
    if (unit === '') entries.namelessRows.push({ pointer });
    else entries.entries.push({ unit, field, content: contentOfValue(value, profile), at });
  });
  return entries;
}

function contentOfValue(value: JsonNode, profile: SourceProfile): EntryContent {
  const deleted = memberOf(value, 'deleted');
  if (deleted?.type === 'boolean' && deleted.value) return {};
  const content = contentOfNode(memberOf(value, 'value'));
  const combo = scalarText(memberOf(value, 'categoryOptionCombo'));
  if (combo === '' || profile.categoryOptionCombos.includes(combo)) return content;
  return { ...content, problem: 'breakdown-unexpected' };
}
