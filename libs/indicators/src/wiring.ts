export { IndicatorsSchema1700000006000 } from './indicators-schema.migration.js';
export { RuleVersionsSchema1700000030100 } from './rule-versions-schema.migration.js';
export { IndicatorsHttpModule, IndicatorsModule } from './indicators.module.js';
