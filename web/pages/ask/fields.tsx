/** Fields of public forms: a label each, the fault beside the field that it is about, and no script. */
import { useFrame } from '../../frame.ts'
import { fill } from '../../words/words.ts'

/** Fault of a form, and the field that it is about; null for the form as a whole. */
export interface FormFault {
  field: string | null
  text: string
}

interface Given {
  name: string
  label: string
  given?: string | undefined
  fault: FormFault | null
}

/** The fault as it is told above the form. */
export function Fault({ fault }: { fault: FormFault | null }) {
  const { words } = useFrame()
  if (fault === null) return null
  return (
    <p class="notice notice--bad" role="alert">
      {fill(words.ask.wrong, { why: fault.text })}
    </p>
  )
}

function faultOf({ name, fault }: Given) {
  const is = fault !== null && (fault.field ?? '').split('/').includes(name)
  return is ? { 'aria-invalid': true as const, 'aria-describedby': `${name}-fault` } : {}
}

function Told({ name, fault }: Given) {
  if (fault === null || !(fault.field ?? '').split('/').includes(name)) return null
  return (
    <small id={`${name}-fault`} class="wrong">
      {fault.text}
    </small>
  )
}

/** A field of one line. @param complete what a browser may fill in, as `email` */
export function Line(
  props: Given & {
    most: number
    type?: 'text' | 'date' | 'email' | 'tel'
    required?: boolean
    complete?: string
    hint?: string
  },
) {
  const { name, label, given = '', most, type = 'text', required = false, complete = 'off', hint } = props
  const all = {
    id: `f-${name}`,
    name,
    defaultValue: given,
    maxLength: most,
    required,
    autocomplete: complete,
    ...faultOf(props),
  }
  return (
    <div class="field">
      <label for={`f-${name}`}>{label}</label>
      {hint !== undefined && <small>{hint}</small>}
      {type === 'date' && <input type="date" {...all} />}
      {type === 'email' && <input type="email" {...all} />}
      {type === 'tel' && <input type="tel" {...all} />}
      {type === 'text' && <input type="text" {...all} />}
      <Told {...props} />
    </div>
  )
}

/** Field for a longer text. `most` is its greatest length in characters. */
export function Long(props: Given & { most: number; required?: boolean; rows?: number; hint?: string }) {
  const { name, label, given = '', most, required = false, rows = 8, hint } = props
  return (
    <div class="field">
      <label for={`f-${name}`}>{label}</label>
      {hint !== undefined && <small>{hint}</small>}
      <textarea
        id={`f-${name}`}
        name={name}
        maxLength={most}
        required={required}
        rows={rows}
        {...faultOf(props)}
      >
        {given}
      </textarea>
      <Told {...props} />
    </div>
  )
}

/** Field for one of several options, each a value and its text. */
export function Choose(props: Given & { options: readonly (readonly [string, string])[] }) {
  const { name, label, given = '', options } = props
  return (
    <div class="field">
      <label for={`f-${name}`}>{label}</label>
      <select id={`f-${name}`} name={name} {...faultOf(props)}>
        {options.map(([value, text]) => (
          <option key={value} value={value} selected={value === given}>
            {text}
          </option>
        ))}
      </select>
      <Told {...props} />
    </div>
  )
}

/** Filled in by what fills in everything; people neither see nor reach it. */
export function Trap() {
  const { words } = useFrame()
  return (
    <div class="trap" aria-hidden="true">
      <label>
        {words.ask.website} <input name="website" tabIndex={-1} autocomplete="off" />
      </label>
    </div>
  )
}

/** Ways that may be left by which somebody can be reached: none that would lead nowhere. */
export interface Takes {
  email: boolean
  phone: boolean
}

/** Contacts that may be left, each with what it is used for, or the sentence that none are taken here. */
export function Contacts({
  takes,
  given,
  fault,
}: {
  takes: Takes
  given: { readonly email?: string | undefined; readonly phone?: string | undefined }
  fault: FormFault | null
}) {
  const { ask } = useFrame().words
  if (!takes.email && !takes.phone) return <p class="hint">{ask.noContact}</p>
  return (
    <fieldset>
      <legend>{ask.contact}</legend>
      <p class="hint">{ask.contactHint}</p>
      {takes.email && (
        <Line
          fault={fault}
          name="email"
          label={ask.email}
          hint={ask.emailHint}
          given={given.email}
          most={200}
          type="email"
          complete="email"
        />
      )}
      {takes.phone && (
        <Line
          fault={fault}
          name="phone"
          label={ask.phone}
          hint={ask.phoneHint}
          given={given.phone}
          most={40}
          type="tel"
          complete="tel"
        />
      )}
    </fieldset>
  )
}
