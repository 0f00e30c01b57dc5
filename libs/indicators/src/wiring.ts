export { IndicatorsSchema1700000006000 } from './indicators-schema.migration.js';
export { IndicatorsHttpModule, IndicatorsModule } from './indicators.module.js';
