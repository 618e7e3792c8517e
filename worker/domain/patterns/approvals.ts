/** 各岗位审批: decisions by the post that took them, as the rule O03 reads them. */
import type { DecisionState } from '../kinds/decision/state.ts'
import type { State } from '../kinds/kinds.ts'
import { valuesOf } from '../rules/assess.ts'
import { percentOf } from '../rules/measure/above-peers.ts'
import { dayDecided } from '../rules/measure/decided.ts'
import { mayBeHidden } from '../rules/measure/inputs.ts'
import { populationOf } from '../rules/measure/stats.ts'
import { concentratedApprovals } from '../rules/people/o03-concentrated-approvals.ts'
import {
  Account,
  type Gathering,
  isWithin,
  type Pattern,
  type PatternContext,
  type Table,
} from './pattern.ts'
import { Posts } from './posts.ts'

interface Taken {
  name: string | null
  n: number
}

/** Pattern of approvals by post. */
export const approvals: Pattern = {
  id: 'approvals',
  // Memberships first: they tell which names are posts.
  kinds: ['membership', 'decision'],
  rules: ['O03'],
  begin: (context) => new Approvals(context),
}

class Approvals implements Gathering {
  readonly #context: PatternContext
  readonly #posts = new Posts()
  readonly #account = new Account()
  readonly #departments = new Map<string, Map<string, Taken>>()

  constructor(context: PatternContext) {
    this.#context = context
  }

  take(state: State): void {
    if (state.kind === 'membership') this.#posts.learn(state)
    if (state.kind === 'decision') this.#decision(state)
  }

  #decision(state: DecisionState): void {
    const { ruling, department, status } = state
    if (ruling === null) {
      // What was not decided yet is none of it; what may have been, in secret, is.
      if (status === 'withheld' || mayBeHidden(state, 'decided')) this.#account.left('withheld')
      return
    }
    const day = dayDecided(this.#context.calendar, state)
    if (isWithin(this.#context.period, day) === false) {
      this.#account.outside()
      return
    }
    const post = this.#posts.of(department, ruling.officer)
    if (post === null) {
      this.#account.left('no_officer')
      return
    }
    if (!this.#account.takes(this.#context.period, day)) return
    const taken = this.#departments.get(department) ?? new Map<string, Taken>()
    this.#departments.set(department, taken)
    const known = taken.get(post.key)
    taken.set(post.key, { name: known?.name ?? post.name, n: (known?.n ?? 0) + 1 })
  }

  tables(): Table[] {
    const { decisions: least, peers } = valuesOf(concentratedApprovals, this.#context)
    const departments = [...this.#departments].map(([department, posts]) => {
      const taken = [...posts.values()].sort((a, b) => b.n - a.n)
      const decisions = taken.reduce((sum, { n }) => sum + n, 0)
      return { department, taken, decisions, top: percentOf(taken[0]?.n ?? 0, decisions) }
    })
    departments.sort((a, b) => b.decisions - a.decisions)
    const compared = departments.filter(({ decisions }) => decisions >= least)
    const usual = populationOf(compared.map(({ top }) => top))
    const fence = usual === null || usual.n < peers ? null : Math.round(10 * usual.high) / 10
    const isBeyond = (decisions: number, share: number): boolean =>
      fence !== null && decisions >= least && share > fence
    return [
      {
        name: 'posts',
        keys: ['department', 'post'],
        figures: ['decisions', 'share'],
        draw: { bar: 'decisions' },
        rows: departments
          .flatMap(({ department, taken, decisions }) =>
            taken.map(({ name, n }) => {
              const share = percentOf(n, decisions)
              const marked = isBeyond(decisions, share)
              return { keys: [department, name], figures: [n, share], marked, n: decisions }
            }),
          )
          .sort((a, b) => (b.figures[0] ?? 0) - (a.figures[0] ?? 0)),
        least,
        ...this.#account.sums,
      },
      {
        name: 'departments',
        keys: ['department'],
        figures: ['decisions', 'posts', 'top', 'fence'],
        draw: { bar: 'top', line: 'fence' },
        rows: departments.map(({ department, taken, decisions, top }) => ({
          keys: [department],
          figures: [decisions, taken.length, top, decisions >= least ? fence : null],
          marked: isBeyond(decisions, top),
          n: decisions,
        })),
        least,
        ...this.#account.sums,
      },
    ]
  }
}
