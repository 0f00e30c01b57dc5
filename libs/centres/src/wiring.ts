export { CentresHttpModule } from './centres/centres-http.module.js';
export { CentresModule } from './centres/centres.module.js';
export { CentresSchema1700000005000 } from './centres-schema.migration.js';
export { UnitsHttpModule } from './units/units-http.module.js';
export { UnitsModule } from './units/units.module.js';
export { WorkingDaysModule } from './working-days/working-days.module.js';
