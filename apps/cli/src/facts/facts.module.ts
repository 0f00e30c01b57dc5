import { Module } from '@nestjs/common';
import { CentresModule, UnitsModule } from '#centres/wiring';
import { ClaimsModule } from '#evidence/wiring';
import { InstrumentsModule, PartnersModule } from '#partnerships/wiring';
import { CentreRegister } from './centre-register.js';
import { FactsLoader } from './facts-loader.js';

/** For processes that put the documented facts on the register. */
@Module({
  imports: [ClaimsModule, PartnersModule, InstrumentsModule, UnitsModule, CentresModule],
  providers: [CentreRegister, FactsLoader],
  exports: [FactsLoader],
})
export class FactsModule {}
