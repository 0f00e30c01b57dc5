/* Loaded before a process of ours: its wall clock is off by so many milliseconds, its timers are not. */
const skew = Number(process.env.FAULTS_SKEW_MS ?? 0);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + skew);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + skew;
  }
};
