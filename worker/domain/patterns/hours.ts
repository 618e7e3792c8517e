/** 非工作时间: days and hours of meetings and decisions, as the rule T03 reads those of meetings. */
import { weekdayOf } from '../calendar/table.ts'
import type { DecisionState } from '../kinds/decision/state.ts'
import type { State } from '../kinds/kinds.ts'
import { type DateText, dayNumber } from '../record/date.ts'
import { dayOf } from '../rules/measure/dates.ts'
import { mayBeHidden } from '../rules/measure/inputs.ts'
import { heldOf, STEP_EVENTS, stepsOf } from '../rules/measure/procedure-steps.ts'
import { isOutside, outOfHours, timeAt } from '../rules/time/t03-out-of-hours.ts'
import { Account, Counts, type Gathering, type Pattern, type PatternContext, type Table } from './pattern.ts'

interface Moment {
  at: DateText | null
  /** The time of day as printed. */
  printed?: string | undefined
}

/** Pattern of days and hours. */
export const hours: Pattern = {
  id: 'hours',
  kinds: ['decision'],
  rules: ['T03'],
  begin: (context) => new Hours(context),
}

class Hours implements Gathering {
  readonly #context: PatternContext
  readonly #byHour = new Account()
  readonly #byDay = new Account()
  /** `9 working`, `9 off` by the hour; `0 off` by the day of the week, from Monday on. */
  readonly #hours = new Counts()
  readonly #weekdays = new Counts()

  constructor(context: PatternContext) {
    this.#context = context
  }

  take(state: State): void {
    if (state.kind !== 'decision') return
    if (state.status === 'withheld' || mayBeHidden(state, 'decided', ...STEP_EVENTS)) {
      this.#byHour.left('withheld')
      this.#byDay.left('withheld')
    }
    for (const one of momentsOf(state)) {
      this.#day(one)
      this.#hour(one)
    }
  }

  #day({ at }: Moment): void {
    const day = at === null ? null : dayOf(this.#context.calendar, at)
    const works = day === null ? null : this.#context.calendar.isWorkingDay(day)
    if (day === null) {
      this.#byDay.left('undated')
      return
    }
    if (works === null) {
      this.#byDay.left('beyond_calendar')
      return
    }
    if (this.#byDay.takes(this.#context.period, day))
      this.#weekdays.add(`${(weekdayOf(dayNumber(day)) + 6) % 7} ${works ? 'working' : 'off'}`)
  }

  #hour({ at, printed }: Moment): void {
    const time = timeAt(this.#context.calendar, at, printed)
    const works = time === null ? null : this.#context.calendar.isWorkingDay(time.day)
    if (at === null || dayOf(this.#context.calendar, at) === null) {
      this.#byHour.left('undated')
      return
    }
    if (time === null || time.hour > 23) {
      this.#byHour.left('no_time')
      return
    }
    if (works === null) {
      this.#byHour.left('beyond_calendar')
      return
    }
    if (this.#byHour.takes(this.#context.period, time.day))
      this.#hours.add(`${time.hour} ${works ? 'working' : 'off'}`)
  }

  tables(): Table[] {
    const least = outOfHours.minimumSample ?? 0
    const n = { hours: this.#byHour.sums.counted, weekdays: this.#byDay.sums.counted }
    return [
      {
        name: 'hours',
        keys: ['hour'],
        figures: ['events', 'working', 'off', 'out'],
        draw: { bar: 'events', part: 'out' },
        rows: Array.from({ length: 24 }, (_, hour) => {
          const [working, off] = [this.#hours.of(`${hour} working`), this.#hours.of(`${hour} off`)]
          const out = off + (isOutside(hour) ? working : 0)
          return {
            keys: [String(hour)],
            figures: [working + off, working, off, out],
            marked: false,
            n: n.hours,
          }
        }),
        least,
        ...this.#byHour.sums,
      },
      {
        name: 'weekdays',
        keys: ['weekday'],
        figures: ['events', 'working', 'off'],
        draw: { bar: 'events', part: 'off' },
        rows: Array.from({ length: 7 }, (_, weekday) => {
          const [working, off] = [
            this.#weekdays.of(`${weekday} working`),
            this.#weekdays.of(`${weekday} off`),
          ]
          return {
            keys: [String(weekday)],
            figures: [working + off, working, off],
            marked: false,
            n: n.weekdays,
          }
        }),
        least,
        ...this.#byDay.sums,
      },
    ]
  }
}

/** Its meetings, and the decision itself. */
function momentsOf(state: DecisionState): Moment[] {
  const meetings = stepsOf(state, 'deliberation').map((step) => ({
    at: heldOf(step),
    printed: step.localTime,
  }))
  return state.ruling === null ? meetings : [...meetings, { at: state.ruling.decidedAt ?? null }]
}
