/**
 * 规则簿: which rules a ledger is inspected with, in which versions, and with which limits. There is one of each
 * ledger. As its changes are entries, everybody can tell by which rules a flag of any day was raised.
 */
import type { Draft, Recorded } from '../../record/event.ts'
import type { Summary } from '../../record/facts.ts'
import { type Deciding, draft, json, refuse } from '../../record/guard.ts'
import { type Fields, listOf, objectOf, own, textOrNull } from '../../record/json.ts'
import type { Words } from '../../record/problem.ts'

/** Part of a rule that the rulebook needs to know. */
export interface RuleToAdopt {
  readonly id: string
  readonly version: number
  readonly definition: Words
  readonly parameters: { readonly [name: string]: { readonly default: number } }
}

/** Limits that are set, by rule and parameter. */
export type Settings = { readonly [rule: string]: { readonly [parameter: string]: number } }

/** The event by which limits of a rule are set otherwise. */
export const LIMITS_SET = 'rulebook.set'

/** The one rulebook of a ledger. */
export const RULEBOOK = 'rul-book'

/** Adopted part of a rule: its version, what it then looked for, and its limits by default. */
export interface AdoptedRule {
  rule: string
  version: number
  definition: Words
  parameters: { [name: string]: number }
}

/** One limit that was moved: null stands for the default. */
export interface MovedValue {
  parameter: string
  from: number | null
  to: number | null
}

export interface RulebookState {
  kind: 'rulebook'
  id: string
  seq: number
  department: null
  /** Adopted rules by their ids; those that are no longer run are left out. */
  rules: { [rule: string]: Omit<AdoptedRule, 'rule'> }
  /** Limits that are set otherwise than by default, by rule. */
  settings: { [rule: string]: { [parameter: string]: number } }
  changed: string
}

const numbersIn = (fields: Fields): { [name: string]: number } =>
  Object.fromEntries(
    Object.entries(fields).filter((one): one is [string, number] => typeof one[1] === 'number'),
  )

function adoptedFrom(fields: Fields): AdoptedRule {
  const definition = objectOf(own(fields, 'definition'))
  const version = own(fields, 'version')
  return {
    rule: textOrNull(own(fields, 'rule')) ?? '',
    version: typeof version === 'number' ? version : 0,
    definition: {
      zh: textOrNull(own(definition, 'zh')) ?? '',
      en: textOrNull(own(definition, 'en')) ?? '',
    },
    parameters: numbersIn(objectOf(own(fields, 'parameters'))),
  }
}

function movedFrom(fields: Fields): MovedValue {
  const number = (name: string): number | null => {
    const value = own(fields, name)
    return typeof value === 'number' ? value : null
  }
  return { parameter: textOrNull(own(fields, 'parameter')) ?? '', from: number('from'), to: number('to') }
}

/** Change in the body of an entry of the rulebook; empty for a body that says nothing of rules. */
export function changeIn(body: Recorded['body']): {
  adopted: AdoptedRule[]
  dropped: string[]
  set: { rule: string; values: MovedValue[]; reason: string } | null
} {
  const fields = objectOf(body ?? undefined)
  const rule = textOrNull(own(fields, 'rule'))
  const dropped = own(fields, 'dropped')
  return {
    adopted: listOf(own(fields, 'adopted'), adoptedFrom),
    dropped: Array.isArray(dropped) ? dropped.filter((one) => typeof one === 'string') : [],
    set:
      rule === null
        ? null
        : {
            rule,
            values: listOf(own(fields, 'values'), movedFrom),
            reason: textOrNull(own(fields, 'reason')) ?? '',
          },
  }
}

/** Total: an unknown event moves the version only. */
export function applyToRulebook(state: RulebookState | null, { envelope, body }: Recorded): RulebookState {
  const { record: id, seq, occurred } = envelope
  const before: RulebookState = state ?? {
    kind: 'rulebook',
    id,
    seq,
    department: null,
    rules: {},
    settings: {},
    changed: occurred,
  }
  const { adopted, dropped, set } = changeIn(body)
  const next = { ...before, seq, changed: occurred }
  if (envelope.kind === 'rulebook.adopted') {
    const rules = { ...before.rules }
    for (const id of dropped) delete rules[id]
    for (const { rule, ...one } of adopted) rules[rule] = one
    return { ...next, rules }
  }
  if (envelope.kind === LIMITS_SET && set !== null) {
    const { [set.rule]: standing, ...others } = before.settings
    const values = { ...standing }
    for (const { parameter, to } of set.values) {
      if (to === null) delete values[parameter]
      else values[parameter] = to
    }
    const settings = Object.keys(values).length === 0 ? others : { ...others, [set.rule]: values }
    return { ...next, settings }
  }
  return next
}

/** Row of the rulebook: its first and last rule and their number as the title, which is of no language. */
export function summariseRulebook({ rules }: RulebookState): Summary {
  const ids = Object.keys(rules).toSorted()
  const title = `${ids[0] ?? ''} – ${ids.at(-1) ?? ''} (${ids.length})`
  return { title, department: null, type: null, level: null, status: 'in_force' }
}

const usual = ({ parameters }: Pick<RuleToAdopt, 'parameters'>): { [name: string]: number } =>
  Object.fromEntries(Object.entries(parameters).map(([name, one]) => [name, one.default]))

const sameNumbers = (one: { [name: string]: number }, other: { [name: string]: number }): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => other[name] === value)

/**
 * The entry by which the rules of this software are adopted, of those alone that are new, of another version, or
 * of other limits; null when all are as they stand.
 */
export function decideAdopted(
  state: RulebookState | null,
  rules: readonly RuleToAdopt[],
  deciding: Deciding,
): Draft | null {
  const standing = new Map(Object.entries(state?.rules ?? {}))
  const adopted = rules.flatMap((rule): AdoptedRule[] => {
    const before = standing.get(rule.id)
    standing.delete(rule.id)
    const { id, version, definition } = rule
    const parameters = usual(rule)
    const isSame = before?.version === version && sameNumbers(before.parameters, parameters)
    return isSame ? [] : [{ rule: id, version, definition, parameters }]
  })
  const dropped = [...standing.keys()].sort()
  if (adopted.length === 0 && dropped.length === 0) return null
  return draft(deciding, {
    kind: 'rulebook.adopted',
    record: RULEBOOK,
    seq: (state?.seq ?? 0) + 1,
    department: null,
    body: json({ adopted, ...(dropped.length === 0 ? {} : { dropped }) }),
  })
}

/**
 * The entry by which limits of one rule are set otherwise.
 *
 * @param values by parameter, as `requireValues` lets them through; null for the default
 * @throws Problem `unchanged` when nothing would be another than it is
 */
export function decideSet(
  state: RulebookState | null,
  rule: RuleToAdopt,
  { values, reason }: { values: { readonly [parameter: string]: number | null }; reason: string },
  deciding: Deciding,
): Draft {
  const standing = state?.settings[rule.id] ?? {}
  const moved = Object.entries(values).flatMap(([parameter, to]): MovedValue[] => {
    const from = standing[parameter] ?? null
    // Whoever sets a limit to what it is by default means the default.
    const next = to === rule.parameters[parameter]?.default ? null : to
    return from === next ? [] : [{ parameter, from, to: next }]
  })
  if (moved.length === 0)
    throw refuse(
      'unchanged',
      '所给参数与现状相同，没有可记的变化。',
      'These are the limits that stand already: there is no change to record.',
      'values',
    )
  return draft(deciding, {
    kind: LIMITS_SET,
    record: RULEBOOK,
    seq: (state?.seq ?? 0) + 1,
    department: null,
    body: json({ rule: rule.id, version: rule.version, values: moved, reason }),
  })
}

/**
 * Limits with which the rules ran: those adopted with each version, and those set since. The limits of a
 * version that this software no longer has are told all the same.
 */
export function settingsOf(state: RulebookState | null): Settings {
  if (state === null) return {}
  const rules = new Set([...Object.keys(state.rules), ...Object.keys(state.settings)])
  return Object.fromEntries(
    [...rules].sort().flatMap((rule) => {
      const values = { ...state.rules[rule]?.parameters, ...state.settings[rule] }
      return Object.keys(values).length === 0 ? [] : [[rule, values]]
    }),
  )
}

/** Rules of which the rulebook names another version than the one at hand. */
export function otherVersions(
  state: RulebookState | null,
  rules: readonly RuleToAdopt[],
): { rule: string; recorded: number; now: number }[] {
  return rules.flatMap(({ id, version }) => {
    const recorded = state?.rules[id]?.version ?? version
    return recorded === version ? [] : [{ rule: id, recorded, now: version }]
  })
}
