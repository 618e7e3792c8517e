/** Setting that the fields of one form share. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Problem } from '../../frame/send.ts'

export interface FormSetting {
  /** Kind of the record, for the words of its fields. */
  kind: string
  /** The department for which it is written, whose records are offered first. */
  department: string | null
  /** Refusal of the last sending, with its field; null while there is none. */
  problem: Problem | null
}

const Context = createContext<FormSetting>({ kind: '', department: null, problem: null })

export const FormProvider = Context.Provider

/** Setting of the form around a field. */
export function useForm(): FormSetting {
  return useContext(Context)
}

/** The id of the control of a field, to which a problem leads. */
export function controlId(path: string): string {
  return `f-${path.replaceAll('/', '-')}`
}

/**
 * Refusal of this very field; null when it was not refused.
 *
 * @param path of the field in the request, as `step/heldAt`
 */
export function useFault(path: string): string | null {
  const { problem } = useForm()
  return problem?.field === path ? problem.detail : null
}
