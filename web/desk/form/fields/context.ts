/** Setting that the fields of one form share. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Spec, Specs } from '../../../../worker/domain/record/shape.ts'
import type { Problem } from '../../frame/send.ts'

export interface FormSetting {
  /** Kind of the record, for the words of its fields. */
  kind: string
  /** The department for which it is written, whose records are offered first. */
  department: string | null
  /** Refusals of the last sending, each with its field; none while there is nothing. */
  problems: readonly Problem[]
  /** Shapes of the fields of the form, by which it is told which have to be filled in. */
  specs?: Specs
  /** Fields of which one has to be filled in. */
  either?: readonly string[]
}

const Context = createContext<FormSetting>({ kind: '', department: null, problems: [] })

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
  const { problems } = useForm()
  return problems.find(({ field }) => field === path)?.detail ?? null
}

/** Shape at a place in the request, as `step/heldAt` or `inventory/0/record`; null where there is none. */
function specAt(specs: Specs, path: string): Spec | null {
  let at: Spec | null = { is: 'set', fields: specs }
  for (const part of path.split('/')) {
    if (at === null) return null
    at = at.is === 'list' ? at.of : at.is === 'object' || at.is === 'set' ? (at.fields[part] ?? null) : null
  }
  return at
}

/** True for a field without which nothing is entered. Parts of an object are asked one by one. */
export function isRequired(spec: Spec): boolean {
  if (spec.is === 'list') return spec.least > 0
  return spec.is !== 'object' && 'required' in spec && spec.required === true
}

/** Mark of a field: it has to be filled in, or one of several has to be; null for all others. */
export function useMark(path: string): 'required' | 'either' | null {
  const { specs = {}, either = [] } = useForm()
  if (either.includes(path)) return 'either'
  // A row more is never required: the list is.
  if (/\/\d+$/.test(path)) return null
  const spec = specAt(specs, path)
  return spec !== null && isRequired(spec) ? 'required' : null
}
