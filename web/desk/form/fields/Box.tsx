import type { ComponentChildren } from 'preact'
import { useDesk } from '../../frame/desk.ts'
import { controlId, useFault, useMark } from './context.ts'

/** Word beside the name of a field that has to be filled in: for the eye; the control itself says it to a reader's program. */
function Needed({ path }: { path: string }) {
  const { words } = useDesk()
  const mark = useMark(path)
  if (mark === null) return null
  return (
    <span class="needed" id={`${controlId(path)}-needed`} aria-hidden={mark === 'required'}>
      {words.form.mark[mark]}
    </span>
  )
}

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
      <Needed path={path} />
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
  const mark = useMark(path)
  const told = [
    ...(mark === 'either' ? [`${id}-needed`] : []),
    ...(hasHint ? [`${id}-hint`] : []),
    ...(fault === null ? [] : [`${id}-error`]),
  ]
  return {
    id,
    'aria-required': mark === 'required' ? true : undefined,
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
  const mark = useMark(path)
  const id = controlId(path)
  return (
    <fieldset class={small ? 'group group--row' : 'group'} id={id} tabIndex={-1}>
      <legend>
        {label}
        {mark === 'required' && <Needed path={path} />}
      </legend>
      {hint !== undefined && <small>{hint}</small>}
      {fault !== null && <span class="error">{fault}</span>}
      {children}
    </fieldset>
  )
}
