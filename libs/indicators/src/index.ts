export { cellsOf, type FormVersion } from './forms/form.js';
export { FormsRepository } from './forms/forms.repository.js';
export type { Severity, ValidationRule } from './forms/rule.js';
export {
  inputsOf,
  type AggregationMethod,
  type DerivedIndicator,
  type Indicator,
  type InputIndicator,
} from './indicators/indicator.js';
export { IndicatorCatalogue } from './indicators/indicator-catalogue.js';
export { ReferenceData } from './reference-data.js';
