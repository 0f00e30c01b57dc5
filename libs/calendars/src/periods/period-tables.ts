/** Where one month of the observed lunar calendar begins. */
export interface LunarMonth {
  readonly year: number;
  /** 1 Muharram to 12 Dhu al-Hijjah. */
  readonly month: number;
  readonly firstDay: string;
}

/** What no computation can know about periods. */
export interface PeriodTables {
  readonly lunarMonths: readonly LunarMonth[];
}

/** Enough for every scheme that is computed. */
export const NO_TABLES: PeriodTables = { lunarMonths: [] };
