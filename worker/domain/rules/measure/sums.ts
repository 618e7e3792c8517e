/** The sums of money of a decision, as the rules about amounts look at them. */

import type { DecisionState } from '../../kinds/decision/state.ts'
import type { DateText } from '../../record/date.ts'
import { nameKey } from '../../record/names/naming.ts'
import type { Parameter, Subject } from '../rule.ts'
import { indicesOfFields } from './inputs.ts'

export interface Sum {
  value: number
  /** Compared form of the id or name of the supplier; empty where there is none. */
  supplier: string
  signedAt: DateText | null
  input: number
}

/** Kinds of amounts that something is approved up to, in place of contracts. */
const APPROVED = new Set(['contract', 'budget', 'whole_life_cost'])

const UNKNOWN = '?'

export interface Amount extends Omit<Sum, 'input'> {
  currency: string
}

/** Contracts with an amount; of a decision without any, what was approved. Each with its currency. */
export function amountsOf({ contracts, amounts }: Pick<DecisionState, 'contracts' | 'amounts'>): Amount[] {
  const signed = contracts.flatMap(({ amount, currency, supplier, supplierId, signedAt }) =>
    amount === undefined
      ? []
      : [
          {
            currency: currency ?? UNKNOWN,
            value: amount,
            supplier: nameKey(supplierId ?? supplier),
            signedAt: signedAt ?? null,
          },
        ],
  )
  if (signed.length > 0) return signed
  return amounts.flatMap(({ kind, currency, baseline, current }) => {
    const value = current ?? baseline
    if (value === undefined || !APPROVED.has(kind ?? '')) return []
    return [{ currency: currency ?? UNKNOWN, value, supplier: '', signedAt: null }]
  })
}

/** The same, with the entry on which each rests. */
export function sumsOf(subject: Subject<DecisionState>): { currency: string; sum: Sum }[] {
  const input = indicesOfFields(subject, 'contracts', 'amounts').at(-1) ?? 0
  return amountsOf(subject.state).map(({ currency, ...sum }) => ({ currency, sum: { ...sum, input } }))
}

/** The sums of a department in one currency: sums of two are never added up or compared. */
export function sumsByDepartment(subject: Subject<DecisionState>): { group: string; observation: Sum }[] {
  return sumsOf(subject).map(({ currency, sum }) => ({
    group: `${subject.state.department}|${currency}`,
    observation: sum,
  }))
}

/**
 * 限额: above it another procedure is due. No law has one for every place, so that a ledger has to set it;
 * 0 is none set, and the rule is not assessable.
 */
export const LIMIT: Parameter = {
  default: 0,
  least: 0,
  most: 1e12,
  unit: { zh: '元（记录的币种）', en: 'in the currency of the record' },
  words: {
    zh: '适用更严程序的限额（0 为尚未设定）',
    en: 'Sum from which a stricter procedure is due (0: none set)',
  },
}
