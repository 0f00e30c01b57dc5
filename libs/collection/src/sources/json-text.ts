import type { JsonNode } from '../layouts/layout.js';

/** Writes a tree as JSON text; numbers keep the digits that the sender wrote. */
export function jsonText(node: JsonNode): string {
  switch (node.type) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return JSON.stringify(node.text);
    case 'array':
      return `[${node.items.map(jsonText).join(',')}]`;
    case 'object':
      return `{${node.members.map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`).join(',')}}`;
  }
}

/** The same tree with the list at a dotted path replaced; a tree without such a list stays as it is. */
export function withItems(root: JsonNode, path: string, items: JsonNode[]): JsonNode {
  const [name, ...rest] = path.split('.');
  if (name === undefined || name === '') return { type: 'array', items };
  if (root.type !== 'object') return root;
  const members = root.members.map(([member, value]): [string, JsonNode] =>
    member === name ? [member, withItems(value, rest.join('.'), items)] : [member, value],
  );
  return { type: 'object', members };
}
