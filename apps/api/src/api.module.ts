import { Module, type DynamicModule } from '@nestjs/common';
import { AnalyticsHttpModule, BriefsHttpModule, HeadlineHttpModule } from '#analytics/wiring';
import { AuditModule } from '#audit/wiring';
import {
  CentresHttpModule,
  LifecycleHttpModule,
  OfferingsHttpModule,
  OpeningDaysHttpModule,
  ProgrammesHttpModule,
  ServicesHttpModule,
  StructureHttpModule,
  UnitsHttpModule,
} from '#centres/wiring';
import { CollectionHttpModule } from '#collection/wiring';
import { ClaimsHttpModule, DocumentsHttpModule } from '#evidence/wiring';
import { IdentityHttpModule } from '#identity/wiring';
import { IndicatorsHttpModule } from '#indicators/wiring';
import { NotificationsHttpModule } from '#notifications/wiring';
import {
  CalendarFeedsHttpModule,
  EngagementsHttpModule,
  InstrumentsHttpModule,
  LegalBasisHttpModule,
  ObligationsHttpModule,
  PartnersHttpModule,
  RegisterSearchHttpModule,
} from '#partnerships/wiring';
import { API_LIMITS, type Clock, type Config } from '#platform';
import { HttpModule, PlatformModule } from '#platform/wiring';
import { ReportingHttpModule } from '#reporting/wiring';
import { RolloutsHttpModule } from '#rollouts/wiring';
import { StandardsHttpModule } from '#standards/wiring';

/** The HTTP process: every library's routes, no job processor. */
@Module({})
export class ApiModule {
  static for(config: Config, clock?: Clock): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.for(config, API_LIMITS, 'asan-api', clock),
        HttpModule.for(config),
        AuditModule,
        IdentityHttpModule,
        ClaimsHttpModule,
        DocumentsHttpModule,
        PartnersHttpModule,
        InstrumentsHttpModule,
        CalendarFeedsHttpModule,
        RegisterSearchHttpModule,
        LegalBasisHttpModule,
        ObligationsHttpModule,
        EngagementsHttpModule,
        UnitsHttpModule,
        StructureHttpModule,
        CentresHttpModule,
        LifecycleHttpModule,
        ServicesHttpModule,
        OfferingsHttpModule,
        OpeningDaysHttpModule,
        ProgrammesHttpModule,
        IndicatorsHttpModule,
        StandardsHttpModule,
        ReportingHttpModule,
        RolloutsHttpModule,
        AnalyticsHttpModule,
        HeadlineHttpModule,
        BriefsHttpModule,
        CollectionHttpModule,
        NotificationsHttpModule,
      ],
    };
  }
}
