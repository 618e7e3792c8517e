/** A procedure as the API and pages show it: what is cited in words, and no pattern of its steps. */
import { citationWords } from '../law/laws.ts'
import type { Words } from '../record/problem.ts'
import type { ProcedureProfile } from './profile.ts'

export interface ProcedureView {
  id: string
  names: Words
  basis: Words
  origin: ProcedureProfile['origin']
  link: string | null
  classes: readonly string[]
  extends: string | null
  steps: { id: string; names: Words; why: Words }[]
}

/** View of a procedure with its steps in order. */
export function procedureView({ basis, steps, order: _, ...rest }: ProcedureProfile): ProcedureView {
  return {
    ...rest,
    basis: citationWords(basis),
    steps: steps.map(({ id, names, why }) => ({ id, names, why })),
  }
}
