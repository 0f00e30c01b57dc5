import { Injectable } from '@nestjs/common';
import { dayReasonIn, explanationOf, ruleTextOf, weekdayOf, type DeadlineReason, type Say } from '#calendars';
import { Translations } from '#platform';

/** The parts of a deadline that people read. */
interface Readable {
  explanation: string;
  ruleText: string;
  reason?: DeadlineReason;
  steps: Array<{ date: string; counted: boolean; reason: string | null }>;
}

/** Puts deadlines into the reader's language when they are read; what is stored has no language but a sentence in English. */
@Injectable()
export class DeadlineTexts {
  constructor(private readonly translations: Translations) {}

  /** The same deadline with its sentence, its rule and the names of weekdays in a language; holidays keep their names. */
  inLanguage<Explained extends Readable>(deadline: Explained, locale: string): Explained {
    const say = this.say(locale);
    const { reason } = deadline;
    const texts = reason
      ? { explanation: explanationOf(reason, say), ruleText: ruleTextOf(reason.rule, say) }
      : {};
    const steps = deadline.steps.map((step) => ({
      ...step,
      reason: dayReasonIn(step.reason, weekdayOf(step.date), say),
    }));
    return { ...deadline, ...texts, steps };
  }

  private say(locale: string): Say {
    return (key, params) => this.translations.text(locale, `deadlines.${key}`, params, key);
  }
}
