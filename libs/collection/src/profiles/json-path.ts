import type { JsonNode } from '../layouts/layout.js';
import { ReportRefusal } from './report.js';
import { unrecognised } from './table-headers.js';

/** The member of an object, or undefined when there is none. */
export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.type === 'object' ? node.members.find(([member]) => member === name)?.[1] : undefined;
}

/** The node at a dotted path. */
export function nodeAt(root: JsonNode, path: string): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const name of path.split('.')) node = memberOf(node, name);
  return node;
}

/** The text of a scalar node; empty for anything else. */
export function scalarText(node: JsonNode | undefined): string {
  return node?.type === 'string' || node?.type === 'number' ? node.text.trim() : '';
}

/** The JSON pointer (RFC 6901) of a dotted path below another pointer. */
export function pointerOf(base: string, path: string): string {
  return base + path.split('.').map(pointerStep).join('');
}

function pointerStep(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The array that holds a report's items; without it the file has another layout altogether. */
export function itemsAt(root: JsonNode, path: string): JsonNode[] {
  const node = nodeAt(root, path);
  if (node?.type !== 'array') throw unrecognised(`There is no list of "${path}".`);
  return node.items;
}

/** Refuses members that nobody has given a meaning. */
export function assertMembers(node: JsonNode, allowed: readonly string[], pointer: string): void {
  if (node.type !== 'object') throw unrecognised(`An object was expected at "${pointer}".`);
  const unknown = node.members.map(([name]) => name).filter((name) => !allowed.includes(name));
  if (unknown.length === 0) return;
  const list = unknown.slice(0, 20).map((name) => `"${name.slice(0, 60)}"`);
  const at = { pointer: pointer + pointerStep(unknown[0]!) };
  const names = unknown.slice(0, 20).map((name) => name.slice(0, 60));
  throw new ReportRefusal('header-unknown', `Unknown members: ${list.join(', ')}.`, at, names);
}
