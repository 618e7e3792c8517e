/** The procedures of one ledger: those that are known to all, and those that the place has declared. */
import type { DecisionState } from '../kinds/decision/state.ts'
import type { ProcedureProfile } from './profile.ts'
import { d713 } from './profiles/d713.ts'
import { legislature, newYorkCity } from './profiles/legislature.ts'

/** Every procedure that is known without being declared, in the order in which they are listed. */
export const builtInProcedures: readonly ProcedureProfile[] = [d713, legislature, newYorkCity]

type Governed = Pick<DecisionState, 'class' | 'procedure'>

export interface Procedures {
  /** Those of the place come last. */
  readonly all: readonly ProcedureProfile[]
  /** Those that the place has declared. */
  readonly local: readonly ProcedureProfile[]
  /** A text that differs where what was declared differs; null where nothing was. */
  readonly stamp: string | null
  /** The procedure of this id; null for one that this ledger does not know. */
  profile(id: string): ProcedureProfile | null
  /**
   * The procedure that governs a decision: what the law says of its class, or what adds to that; else the one that
   * it names; else one that the place has declared for its class. Null for a decision under none.
   */
  of(decision: Governed): ProcedureProfile | null
}

/** Procedures of one ledger, by id. @param local profiles that the place has declared */
export function createProcedures(local: readonly ProcedureProfile[] = []): Procedures {
  const all = [...builtInProcedures, ...local]
  const byId = new Map(all.map((one) => [one.id, one]))
  const profile = (id: string): ProcedureProfile | null => byId.get(id) ?? null

  function adds(one: ProcedureProfile, to: string): boolean {
    return (
      one.id === to ||
      (one.extends !== null && one.extends !== one.id && adds(byId.get(one.extends) ?? one, to))
    )
  }

  return {
    all,
    local,
    stamp: local.length === 0 ? null : JSON.stringify(local),
    profile,
    of({ class: kind, procedure }) {
      const named = procedure === null ? null : profile(procedure)
      const law = builtInProcedures.find(({ classes }) => classes.includes(kind))
      const declared = local.find(({ classes }) => classes.includes(kind))
      if (law === undefined) return named ?? (procedure === null ? (declared ?? null) : null)
      // What a law prescribes for a class, no other procedure replaces: it can only add to it.
      return [named, declared].find((one) => one != null && adds(one, law.id)) ?? law
    },
  }
}

/** The procedures of a place that has declared none of its own. */
export const builtIn = createProcedures()
