/** What the fields of one form share. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Problem } from '../../frame/send.ts'

export interface FormSetting {
  /** Kind of the record, for the words of its fields. */
  kind: string
  /** The department for which it is written, whose records are offered first. */
  department: string | null
  /** What was refused, and where. */
  problem: Problem | null
}

const Context = createContext<FormSetting>({ kind: '', department: null, problem: null })

export const FormProvider = Context.Provider

export function useForm(): FormSetting {
  return useContext(Context)
}

/** The id of the control of a field, to which a problem leads. */
export function controlId(path: string): string {
  return `f-${path.replaceAll('/', '-')}`
}

/** What was refused of this very field. */
export function useFault(path: string): string | null {
  const { problem } = useForm()
  return problem?.field === path ? problem.detail : null
}
