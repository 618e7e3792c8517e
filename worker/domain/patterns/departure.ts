/** 离任前: decisions of a post before a term in it ended, as the rule T08 reads them. */

import type { DecisionState } from '../kinds/decision/state.ts'
import type { State } from '../kinds/kinds.ts'
import type { MembershipState } from '../kinds/membership/membership.ts'
import { type DateText, dayNumber, earliest } from '../record/date.ts'
import { nameKeys } from '../record/names/naming.ts'
import { valuesOf } from '../rules/assess.ts'
import { dayOf } from '../rules/measure/dates.ts'
import { dayDecided } from '../rules/measure/decided.ts'
import { mayBeHidden } from '../rules/measure/inputs.ts'
import { preDepartureSurge } from '../rules/time/t08-pre-departure-surge.ts'
import {
  Account,
  type Gathering,
  type Pattern,
  type PatternContext,
  type Row,
  type Table,
} from './pattern.ts'

interface Term {
  department: string
  post: string
  ended: string
  /** Day numbers: the first that may be of the term, and the last. */
  from: number
  end: number
  last: [thirty: number, sixty: number, ninety: number]
  earlier: number
  first: number
  /** Decisions of the post of which the day is not known. */
  undated: number
}

const MONTH = 30

/** Pattern of decisions before a term ended. */
export const departure: Pattern = {
  id: 'departure',
  // Memberships first: decisions are counted towards the terms that have ended.
  kinds: ['membership', 'decision'],
  rules: ['T08'],
  begin: (context) => new Departure(context),
}

class Departure implements Gathering {
  readonly #context: PatternContext
  readonly #account = new Account()
  readonly #terms: Term[] = []
  /** Terms by department and name of the post or of its holder. */
  readonly #by = new Map<string, Term[]>()

  constructor(context: PatternContext) {
    this.#context = context
  }

  take(state: State): void {
    if (state.kind === 'membership') this.#membership(state)
    if (state.kind === 'decision') this.#decision(state)
  }

  #membership({ status, department, member, role, from, to }: MembershipState): void {
    if (status === 'withheld') {
      this.#account.left('withheld')
      return
    }
    if (to === null) return
    if (role.trim() === '') {
      this.#account.left('no_post')
      return
    }
    const ended = dayOf(this.#context.calendar, to)
    if (ended === null) {
      this.#account.left('undated')
      return
    }
    if (!this.#account.takes(this.#context.period, ended)) return
    const term: Term = {
      department,
      post: role,
      ended,
      from: from === null ? Number.NEGATIVE_INFINITY : firstDay(this.#context, from),
      end: dayNumber(ended),
      last: [0, 0, 0],
      earlier: 0,
      first: Number.POSITIVE_INFINITY,
      undated: 0,
    }
    this.#terms.push(term)
    for (const name of nameKeys([member, role])) {
      const terms = this.#by.get(`${department}|${name}`)
      if (terms === undefined) this.#by.set(`${department}|${name}`, [term])
      else terms.push(term)
    }
  }

  #decision(state: DecisionState): void {
    if (state.status === 'withheld' || (state.ruling === null && mayBeHidden(state, 'decided')))
      this.#account.left('hidden_decision')
    const [name = ''] = nameKeys([state.ruling?.officer])
    const date = dayDecided(this.#context.calendar, state)
    const day = date === null ? null : dayNumber(date)
    for (const term of this.#by.get(`${state.department}|${name}`) ?? []) {
      if (day === null) {
        term.undated += 1
        continue
      }
      const before = term.end - day
      if (before < 0 || day < term.from) continue
      term.last.forEach((_, i) => {
        if (before < MONTH * (i + 1)) term.last[i] = (term.last[i] ?? 0) + 1
      })
      term.first = Math.min(term.first, day)
      if (before >= MONTH) term.earlier += 1
    }
  }

  #rowOf({ department, post, ended, end, last, earlier, first, undated }: Term): Row {
    const { ratio, decisions } = valuesOf(preDepartureSurge, this.#context)
    const months = (end - MONTH - first) / MONTH
    // The same as of the rule: without a month before the last one there is no usual rate.
    const usual = earlier === 0 || months < 1 ? null : earlier / months
    return {
      keys: [department, post, ended],
      figures: [...last, usual === null ? null : Math.round(10 * usual) / 10, earlier, undated],
      n: last[0] + earlier,
      marked: usual !== null && last[0] >= decisions && Math.round((10 * last[0]) / usual) / 10 >= ratio,
    }
  }

  tables(): Table[] {
    return [
      {
        name: 'terms',
        keys: ['department', 'post', 'ended'],
        figures: ['last30', 'last60', 'last90', 'usual', 'earlier', 'undated'],
        draw: { bar: 'last30', line: 'usual' },
        rows: this.#terms
          .map((term) => this.#rowOf(term))
          .sort((a, b) => (b.figures[0] ?? 0) - (a.figures[0] ?? 0)),
        least: preDepartureSurge.minimumSample ?? 0,
        ...this.#account.sums,
      },
    ]
  }
}

const firstDay = ({ calendar }: PatternContext, date: DateText): number =>
  dayNumber(dayOf(calendar, date) ?? earliest(date))
