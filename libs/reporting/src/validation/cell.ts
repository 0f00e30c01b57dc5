/** The words of a cell belong to the rules, which run where this library cannot. */
export { numberOf, VALUE_KINDS, type CellContent, type Cells, type ValueKind } from '#indicators';
