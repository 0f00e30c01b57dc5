import { Module } from '@nestjs/common';
import { CentresModule, ProgrammesModule, UnitsModule } from '#centres/wiring';
import { ClaimsModule } from '#evidence/wiring';
import { EngagementsModule, InstrumentsModule, LegalBasisModule, PartnersModule } from '#partnerships/wiring';
import { RolloutStoriesModule } from '#rollouts/wiring';
import { CentreRegister } from './centre-register.js';
import { FactsLoader } from './facts-loader.js';
import { InstrumentRegister } from './instrument-register.js';
import { PublishedRegister } from './published-register.js';

/** For processes that put the documented facts on the register. */
@Module({
  imports: [
    ClaimsModule,
    PartnersModule,
    InstrumentsModule,
    LegalBasisModule,
    EngagementsModule,
    UnitsModule,
    CentresModule,
    ProgrammesModule,
    RolloutStoriesModule,
  ],
  providers: [CentreRegister, InstrumentRegister, PublishedRegister, FactsLoader],
  exports: [FactsLoader],
})
export class FactsModule {}
