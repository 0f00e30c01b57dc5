export { DefinitionVersionsSchema1700000032100 } from './definition-versions-schema.migration.js';
export { IndicatorsSchema1700000006000 } from './indicators-schema.migration.js';
export { RuleVersionsSchema1700000030100 } from './rule-versions-schema.migration.js';
export { TargetsSchema1700000032200 } from './targets-schema.migration.js';
export { IndicatorsHttpModule, IndicatorsModule } from './indicators.module.js';
