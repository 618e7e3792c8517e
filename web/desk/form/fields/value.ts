/**
 * Values that are being written, as plain JSON: their changes by a form, and the part of them that is sent.
 * Pure.
 */
import { type Fields, isFields } from '../../../text/parts.ts'
import type { Json } from '../../../types.ts'

export { type Fields, isFields }

/** Value as the fields of an object; no fields for anything else. */
export function fieldsIn(value: Json | undefined): Fields {
  return isFields(value) ? value : {}
}

/** Value as a list; an empty one for anything else. */
export function listIn(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}

/** Value as the text of a control: a text or a number; empty for anything else. */
export function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** True for a value that says nothing: absent, blank, or made of such values alone. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.every(isEmpty)
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}

/** The fields with one of them changed; one that says nothing is left out. */
export function withField(fields: Fields, name: string, value: Json | undefined): Fields {
  const { [name]: _, ...rest } = fields
  return value === undefined || isEmpty(value) ? rest : { ...rest, [name]: value }
}

const sorted = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(sorted)
    : isFields(value)
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key] ?? null)]),
        )
      : value

/**
 * True for two values that say the same, whatever the order of their fields; all empty values are the same.
 */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (isEmpty(a) && isEmpty(b)) return true
  return JSON.stringify(sorted(a ?? null)) === JSON.stringify(sorted(b ?? null))
}

/**
 * The changes with one field of them put otherwise. What stands already is no change; a field that is emptied
 * is set to nothing, which clears it.
 *
 * @param base what stands
 */
export function withChange(changes: Fields, base: Fields, name: string, value: Json | undefined): Fields {
  const { [name]: _, ...rest } = changes
  if (isSame(value, base[name])) return rest
  return { ...rest, [name]: isEmpty(value) ? (Array.isArray(base[name]) ? [] : null) : (value ?? null) }
}

/** Value to be sent: trimmed, and without rows and parts that say nothing, which a form leaves behind. */
export function pruned(value: Json): Json {
  if (Array.isArray(value)) return value.filter((item) => !isEmpty(item)).map(pruned)
  if (typeof value === 'string') return value.trim()
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => !isEmpty(one))
      .map(([key, one]) => [key, pruned(one)]),
  )
}

/** As `pruned`, but a `set` keeps what it clears; and with the day on which it happened, where one was said. */
export function toSend(whole: Fields, today: string): Fields {
  const { set, ...rest } = whole
  const occurred = occurredOf(whole, today)
  const sent = fieldsIn(pruned({ ...rest, ...(occurred === null ? {} : { occurred }) }))
  if (!isFields(set)) return sent
  const changes = Object.entries(set).map(([key, one]): [string, Json] => [
    key,
    isEmpty(one) ? one : pruned(one),
  ])
  return { ...sent, set: Object.fromEntries(changes) }
}

/** Fields that say when something happened, where nothing else does. */
const WHEN = ['decidedAt', 'metAt', 'startedAt', 'heldAt', 'publishedAt', 'proposedAt']

/** True where the day on which it happened follows from a field that is asked for. */
export function saysWhen(fields: readonly string[]): boolean {
  return fields.some((name) => name === 'step' || WHEN.includes(name))
}

/**
 * The day on which it happened, by what else was written: a step carries its own dates, a ruling its own.
 *
 * @param today nothing that is logged happened later
 */
export function occurredOf(whole: Fields, today: string): string | null {
  const said = textIn(whole.occurred)
  if (said !== '') return said
  const { concludedAt, heldAt, closeAt, startedAt, openAt } = fieldsIn(whole.step)
  const stated = [concludedAt, heldAt, closeAt, startedAt, openAt, ...WHEN.map((name) => whole[name])]
  return stated.map(textIn).find((date) => /^\d{4}(?:-\d{2}){0,2}$/.test(date) && date <= today) ?? null
}

/**
 * Values that were sent, as they are written on: a day that follows from the rest is left to follow from it.
 */
export function toWrite(sent: Json, today: string): Fields {
  const whole = fieldsIn(sent)
  const { occurred, ...rest } = whole
  return occurred !== undefined && occurredOf(rest, today) === occurred ? rest : whole
}

/** Scope in which the parts of an object have their words: those of `set` and `fields` are the record's own. */
export function scopeOf(scope: string, name: string): string {
  return name === 'set' || name === 'fields' ? scope : name
}
