/** 复算: asks again what a flag was raised for, as the ledger then stood, by the limits that the flag names. */
import type { FlagState } from '../../domain/kinds/flag/flag.ts'
import type { Settings } from '../../domain/kinds/rulebook/rulebook.ts'
import { refuse } from '../../domain/record/guard.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import { type Told, toldOf } from '../../domain/rules/told.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { readHistory } from '../../store/log/entries.ts'
import type { Ledger } from '../open.ts'
import type { Reading } from '../read/reading.ts'
import type { Finding, InspectionService } from './inspection.ts'

export interface Recheck {
  flag: string
  rule: string
  subject: string
  /** The version that raised it, and that of this software. */
  version: { raised: number | null; now: number }
  asOf: string
  /** Entries in the ledger just before the flag was raised. */
  size: number
  told: Told
  /** Finding of the rule on it now; null when it does not apply to it. */
  again: Finding | null
  /** The rule finds it again, with the same figures from the same entries. */
  agrees: boolean
}

/** Recheck of one ledger's flags. */
export function createRecheck(
  { database }: Ledger,
  { inspection, reading }: { inspection: InspectionService; reading: Pick<Reading, 'record'> },
) {
  return {
    /** @throws Problem `not_found` for what is no flag, `wrong_state` for a flag that no rule of this software raised */
    async recheck(id: string, onProgress?: (done: number, of: number) => void): Promise<Recheck> {
      const state = (await reading.record(id))?.state
      if (state?.kind !== 'flag') throw refuse('not_found', `没有预警 ${id}。`, `There is no flag ${id}.`)
      const rule = state.rule === null ? null : ruleOf(state.rule)
      const [raised] = await readHistory(database, id)
      if (rule === null || raised === undefined)
        throw refuse(
          'wrong_state',
          `预警 ${id} 不是由本软件的规则触发的，无从复算。`,
          `The flag ${id} was not raised by a rule of this software: there is nothing to ask again.`,
        )
      const asOf = state.asOf ?? state.listed
      const options = { rules: [rule], asOf, until: raised.index, settings: settingsIn(state, rule.id) }
      const basis = await inspection.basisOf({ ...options, onProgress })
      const again = (await inspection.record(state.subject, basis, options))?.[0] ?? null
      const { value, threshold, inputs } = state
      const told = { value, threshold, inputs: inputs.map((index) => index ?? -1) }
      return {
        flag: id,
        rule: rule.id,
        subject: state.subject,
        version: { raised: state.ruleVersion, now: rule.version },
        asOf,
        size: raised.index,
        told,
        again,
        agrees:
          again?.result === 'found' && canonicalJson({ ...toldOf(again) }) === canonicalJson({ ...told }),
      }
    },
  }
}

function settingsIn({ parameters }: FlagState, rule: string): Settings {
  return { [rule]: Object.fromEntries(parameters.map(({ name, value }) => [name, value ?? 0])) }
}
