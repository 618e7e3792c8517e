import type { ComponentChildren } from 'preact'
import { controlId, useFault } from './context.ts'

/** A label with its control, and beside them what was refused of it. */
export function Box({
  label,
  path,
  hint,
  children,
}: {
  label: string
  path: string
  hint?: string | undefined
  children?: ComponentChildren
}) {
  const fault = useFault(path)
  const id = controlId(path)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      {fault !== null && (
        <span class="error" id={`${id}-error`}>
          {fault}
        </span>
      )}
      {children}
    </div>
  )
}

/** Attributes by which a control of a `Box` is found, and read out with its hint and its refusal. */
export function useControl(path: string, hasHint = false) {
  const id = controlId(path)
  const fault = useFault(path)
  const told = [...(hasHint ? [`${id}-hint`] : []), ...(fault === null ? [] : [`${id}-error`])]
  return {
    id,
    'aria-invalid': fault === null ? undefined : true,
    'aria-describedby': told.length === 0 ? undefined : told.join(' '),
  } as const
}

/** Several controls under one heading. */
export function Group({
  label,
  path,
  hint,
  small = false,
  children,
}: {
  label: string
  path: string
  hint?: string | undefined
  small?: boolean
  children: ComponentChildren
}) {
  const fault = useFault(path)
  const id = controlId(path)
  return (
    <fieldset class={small ? 'group group--row' : 'group'} id={id} tabIndex={-1}>
      <legend>{label}</legend>
      {hint !== undefined && <small>{hint}</small>}
      {fault !== null && <span class="error">{fault}</span>}
      {children}
    </fieldset>
  )
}
