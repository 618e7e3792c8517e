import { replay } from '../../domain/kinds/replay.ts'
import { parseSet } from '../../domain/kinds/rulebook/rulebook.schema.ts'
import type { Settings } from '../../domain/kinds/rulebook/rulebook.ts'
import {
  type AdoptedRule,
  changeIn,
  decideAdopted,
  decideSet,
  type MovedValue,
  RULEBOOK,
  type RulebookState,
} from '../../domain/kinds/rulebook/rulebook.ts'
import { refuse, requireOccurred } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import { rules as all } from '../../domain/rules/rules.ts'
import { settableOf } from '../../domain/rules/settable.ts'
import { requireValues } from '../../domain/rules/settings.ts'
import type { Actor } from '../../ledger/envelope-shape.ts'
import { readHistory, recordedOf } from '../../store/log/entries.ts'
import { readHead } from '../../store/log/head.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { LOCAL_OPERATOR, requireRight } from '../roles.ts'
import { type Call, type Outcome, todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'

/** One change of one rule, as an entry tells it. */
export interface RuleChange {
  index: number
  occurred: string
  recorded: string
  actor: Actor
  rule: string
  /** The version that was adopted; null where limits were set. */
  adopted: Omit<AdoptedRule, 'rule'> | null
  values: MovedValue[]
  reason: string | null
}

export type Rulebook = ReturnType<typeof createRulebook>

/** Rulebook of one ledger: its settings, its changes, and the verbs that adopt rules and set limits. */
export function createRulebook(ledger: Ledger, rules: readonly Rule[] = all) {
  const { database } = ledger

  async function state(): Promise<RulebookState | null> {
    const found = (await readRecord(database, RULEBOOK))?.state
    return found?.kind === 'rulebook' ? found : null
  }

  const deciding = (call: Call) => {
    const { zone } = ledger.calendar.days
    const today = todayOf(ledger.now(), zone)
    const { occurred = today } = call
    requireOccurred({ occurred, today, zone })
    return { occurred, today }
  }

  return {
    /** The rulebook as it stands; null before the rules were adopted. */
    state,

    /** The rulebook as it stood when the ledger had so many entries. */
    async at(size: number): Promise<RulebookState | null> {
      const history = (await readHistory(database, RULEBOOK)).map(recordedOf)
      const then = replay(
        RULEBOOK,
        history.filter(({ index }) => index < size),
      )
      return then?.kind === 'rulebook' ? then : null
    },

    /** Limits that are set otherwise than by default. */
    async settings(): Promise<Settings> {
      return (await state())?.settings ?? {}
    },

    /**
     * Enters which rules are run, where they are others than the rulebook says. An empty ledger stays empty.
     *
     * @returns null when nothing was to be entered
     */
    async adopt(): Promise<Outcome | null> {
      const [{ size }, standing] = await Promise.all([readHead(database), state()])
      const call: Call = { actor: LOCAL_OPERATOR }
      if (size === 0 || decideAdopted(standing, rules, deciding(call)) === null) return null
      return perform(ledger, call, { verb: 'rulebook.adopt' }, async () => {
        const now = await state()
        const draft = decideAdopted(now, rules, deciding(call))
        if (draft === null) throw refuse('unchanged', '规则已采用。', 'The rules are adopted already.')
        return { drafts: [draft], before: new Map([[RULEBOOK, now]]) }
      }).catch((error) => {
        if (error instanceof Problem && error.code === 'unchanged') return null
        throw error
      })
    },

    /**
     * Sets limits of one rule, or weights of the priority of questions, with the reason. What the rules find is looked at
     * again with them.
     *
     * @throws Problem `not_allowed`, `not_found`, `invalid`, `unchanged`
     */
    async set(call: Call, id: string, given: unknown): Promise<Outcome> {
      requireRight(call.actor, 'rule.write', null)
      const rule = settableOf(id, rules)
      if (rule === null) throw noRule(id)
      if (call.visibility === 'sealed')
        throw refuse(
          'invalid',
          '规则的参数一律公开。',
          'The limits of rules are always public.',
          'visibility',
        )
      const input = parseSet(given)
      requireValues(rule, input.values)
      return perform(ledger, call, { verb: 'rulebook.set', rule: id, input }, async () => {
        const now = await state()
        if (call.expectedSeq !== undefined && call.expectedSeq !== (now?.seq ?? 0))
          throw refuse(
            'conflict',
            '规则簿刚有另一条账目：请重新读取后再试。',
            'Another entry of the rulebook was recorded first: read it again and decide anew.',
          )
        return {
          drafts: [decideSet(now, rule, input, deciding(call))],
          before: new Map([[RULEBOOK, now]]),
        }
      })
    },

    /** Changes of one rule, or of all, newest first. */
    async changes(rule?: string): Promise<RuleChange[]> {
      const history = (await readHistory(database, RULEBOOK)).map(recordedOf)
      return history
        .flatMap(({ index, envelope, body }): RuleChange[] => {
          const { occurred, recorded, actor } = envelope
          const { adopted, set } = changeIn(body)
          const common = { index, occurred, recorded, actor }
          const taken = adopted.map(
            ({ rule: id, ...one }): RuleChange => ({
              ...common,
              rule: id,
              adopted: one,
              values: [],
              reason: null,
            }),
          )
          return set === null ? taken : [...taken, { ...common, ...set, adopted: null }]
        })
        .filter((one) => rule === undefined || one.rule === rule)
        .reverse()
    },
  }
}

/** @throws Problem `not_found` */
export function requireRule(rules: readonly Rule[], id: string): Rule {
  const rule = rules.find((one) => one.id === id)
  if (rule === undefined) throw noRule(id)
  return rule
}

const noRule = (id: string): Problem =>
  refuse('not_found', `没有规则 ${id}。`, `There is no rule ${id}.`, 'id')
