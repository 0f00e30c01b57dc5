import { itemsOf } from './standard.js';
import { shippedStandards } from './shipped-standards.js';
import { treeOf } from './standards.service.js';

describe(shippedStandards.name, () => {
  const [{ code, version: _version, illustrative, titles, source, ...document }] = shippedStandards();
  const tree = treeOf(document);

  it('holds the index in its documented size: 7 parameters, 24 criteria, 143 sub-criteria', () => {
    expect(code).toBe('ASAN-INDEX');
    expect(tree.parameters).toHaveLength(7);
    expect(tree.parameters.flatMap(({ criteria }) => criteria)).toHaveLength(24);
    expect(itemsOf(tree)).toHaveLength(143);
  });

  it('says that its texts were made up, and where its parameters come from', () => {
    expect(illustrative).toBe(true);
    expect(titles.en).toContain('illustrative');
    expect(source).toContain('Decree 934');
  });
});
