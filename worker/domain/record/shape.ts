/**
 * Declared shapes of record fields and event bodies. One declaration gives the total reader of the reducers,
 * the checks of the API (`shape.schema.ts`) and the columns of an export. Nothing here needs zod.
 */
import type { Json } from '../../ledger/canonical.ts'
import { isDateText } from './date.ts'
import type { RecordKind } from './event.ts'
import { objectOf, own } from './json.ts'
import type { NamingRel } from './names/naming.ts'

export type Specs = { readonly [field: string]: Spec }

export type Spec =
  /** `names`: it prints the name of an organ, a post or an office-holder, for which a record is looked up. */
  | { is: 'text'; most: number; required: boolean; personal?: true; form?: Form; names?: NamingRel }
  | { is: 'flag' }
  | { is: 'number'; least: number; most: number; whole: boolean; required?: true }
  | { is: 'date'; instant: boolean; required: boolean }
  | { is: 'code'; codes: readonly string[]; required: boolean }
  /** Without kinds: any that a flag may be about. */
  | { is: 'id'; kinds: readonly RecordKind[]; required: boolean }
  | { is: 'list'; of: Spec; least: number; most: number }
  | { is: 'object'; fields: Specs; sparse: boolean; required: boolean }
  | { is: 'set'; fields: Specs }
  | { is: 'json' }

/** A form that a text has to have: `error` names the words that say so. */
export interface Form {
  readonly error: string
  fits(text: string): boolean
}

/** A declared shape: what it looks like, and how any JSON is read as it. The reader never throws. */
export interface Shape<T> {
  readonly spec: Spec
  read(value: Json | undefined): T
}

export type Shapes = { readonly [field: string]: Shape<unknown> }
export type ReadOf<S> = S extends Shape<infer T> ? T : never
export type FieldsOf<F extends Shapes> = { -readonly [K in keyof F]: ReadOf<F[K]> }
export type SparseOf<F extends Shapes> = { -readonly [K in keyof F]?: NonNullable<ReadOf<F[K]>> }

/** Shape of an object, with the shapes of its fields. */
export interface ObjectShape<F extends Shapes, T> extends Shape<T> {
  readonly fields: F
}

const shape = <T>(spec: Spec, read: (value: Json | undefined) => T): Shape<T> => ({ spec, read })

/** Text; null when absent or blank. */
export function text(most = 20_000): Shape<string | null> {
  return shape({ is: 'text', most, required: false }, (value) => (typeof value === 'string' ? value : null))
}

/** Text that may name a private person where the source does: marked, so that it can be found and erased. */
export function personal(most = 500): Shape<string | null> {
  return shape({ is: 'text', most, required: false, personal: true }, (value) =>
    typeof value === 'string' ? value : null,
  )
}

/** Such a text that must be there. */
export function requiredPersonal(most = 500): Shape<string> {
  return shape({ is: 'text', most, required: true, personal: true }, (value) =>
    typeof value === 'string' ? value : '',
  )
}

/** Text that must be there. */
export function requiredText(most = 20_000): Shape<string> {
  return shape({ is: 'text', most, required: true }, (value) => (typeof value === 'string' ? value : ''))
}

/** Text of a form of its own; null when absent or blank. */
export function formed(form: Form, most: number): Shape<string | null> {
  return shape({ is: 'text', most, required: false, form }, (value) =>
    typeof value === 'string' ? value : null,
  )
}

/** Text of a form of its own that must be there. */
export function requiredFormed(form: Form, most: number): Shape<string> {
  return shape({ is: 'text', most, required: true, form }, (value) =>
    typeof value === 'string' ? value : '',
  )
}

/** Yes, no, or null for not said. */
export function yesNo(): Shape<boolean | null> {
  return shape({ is: 'flag' }, (value) => (typeof value === 'boolean' ? value : null))
}

/** Shape of a number, null when it is none. The bounds are included; `read` does not apply them. */
export function number(least = -1e15, most = 1e15): Shape<number | null> {
  return shape({ is: 'number', least, most, whole: false }, (value) =>
    typeof value === 'number' ? value : null,
  )
}

/**
 * Shape of a whole number, null when it is no number. The bounds are included; `read` does not apply them.
 */
export function whole(least = 0, most = 1e15): Shape<number | null> {
  return shape({ is: 'number', least, most, whole: true }, (value) =>
    typeof value === 'number' ? value : null,
  )
}

/** A whole number that must be said. */
export function requiredWhole(least: number, most: number): Shape<number> {
  return shape({ is: 'number', least, most, whole: true, required: true }, (value) =>
    typeof value === 'number' ? value : least,
  )
}

const dateOrNull = (value: Json | undefined): string | null =>
  typeof value === 'string' && isDateText(value) ? value : null

/** A calendar date of the precision given: year, month or day. */
export function date(): Shape<string | null> {
  return shape({ is: 'date', instant: false, required: false }, dateOrNull)
}

/** A calendar date or an instant in UTC. */
export function moment(): Shape<string | null> {
  return shape({ is: 'date', instant: true, required: false }, dateOrNull)
}

/**
 * Shape of a date that must be given, of any precision or an instant; it reads as an empty text when it is
 * none.
 */
export function requiredDate(): Shape<string> {
  return shape({ is: 'date', instant: true, required: true }, (value) => dateOrNull(value) ?? '')
}

/** One of a closed vocabulary; null when not said or unknown. */
export function code<C extends string>(vocabulary: { readonly [code in C]: unknown }): Shape<C | null> {
  const has = (value: Json | undefined): value is C =>
    typeof value === 'string' && Object.hasOwn(vocabulary, value)
  return shape({ is: 'code', codes: Object.keys(vocabulary), required: false }, (value) =>
    has(value) ? value : null,
  )
}

/** One of a closed vocabulary that must be said; `otherwise` for what a later version may have written. */
export function requiredCode<C extends string, O extends string = C>(
  vocabulary: { readonly [code in C]: unknown },
  otherwise: NoInfer<C> | O,
): Shape<C | O> {
  const open = code(vocabulary)
  return shape({ is: 'code', codes: Object.keys(vocabulary), required: true }, (value) => {
    return open.read(value) ?? otherwise
  })
}

/** One of a closed vocabulary; `otherwise` when it is not said. */
export function usualCode<C extends string>(
  vocabulary: { readonly [code in C]: unknown },
  otherwise: NoInfer<C>,
): Shape<C> {
  const open = code(vocabulary)
  return shape(open.spec, (value) => open.read(value) ?? otherwise)
}

const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)

/** Id of another record. */
export function id(...kinds: RecordKind[]): Shape<string | null> {
  return shape({ is: 'id', kinds, required: false }, textOf)
}

/** Shape of an id that must be given, of one of some kinds; it reads as an empty text when it is no text. */
export function requiredId(...kinds: RecordKind[]): Shape<string> {
  return shape({ is: 'id', kinds, required: true }, (value) => textOf(value) ?? '')
}

/**
 * Shape of a list, empty when it is none. `least` and `most` bound its length, included; `read` does not
 * apply them.
 */
export function list<T>(of: Shape<T>, { least = 0, most = 1000 } = {}): Shape<T[]> {
  return shape({ is: 'list', of: of.spec, least, most }, (value) =>
    Array.isArray(value) ? value.map((item) => of.read(item)) : [],
  )
}

/** Texts, blank ones left out. @param longest characters of one */
export function texts(most = 200, longest = 2000): Shape<string[]> {
  return shape({ is: 'list', of: requiredText(longest).spec, least: 0, most }, (value) =>
    Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [],
  )
}

/** Names that may be those of private persons. */
export function people(most = 200): Shape<string[]> {
  const of: Spec = { is: 'text', most: 500, required: true, personal: true }
  return shape({ is: 'list', of, least: 0, most }, (value) =>
    Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [],
  )
}

/** Shape of a list of at most 500 ids of some kinds; it reads without members that are no text. */
export function ids(...kinds: RecordKind[]): Shape<string[]> {
  return shape({ is: 'list', of: requiredId(...kinds).spec, least: 0, most: 500 }, (value) =>
    Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [],
  )
}

/** Text, or list of texts, that prints whom it names: a record of that name is looked up, and the text stays. */
export function naming<T>(rel: NamingRel, of: Shape<T>): Shape<T> {
  return shape(named(rel, of.spec), of.read)
}

function named(rel: NamingRel, spec: Spec): Spec {
  if (spec.is === 'list') return { ...spec, of: named(rel, spec.of) }
  return spec.is === 'text' ? { ...spec, names: rel } : spec
}

/** Any JSON, as it stood somewhere else. */
export function json(): Shape<Json> {
  return shape<Json>({ is: 'json' }, (value) => value ?? null)
}

/** Specs of shapes, by the field. */
export function specsOf(fields: Shapes): Specs {
  return Object.fromEntries(Object.entries(fields).map(([name, { spec }]) => [name, spec]))
}

/** An object of which every field is always there: null or empty when absent. */
export function object<F extends Shapes>(fields: F): ObjectShape<F, FieldsOf<F>> {
  const read = (value: Json | undefined): FieldsOf<F> => readAll(fields, value)
  return { spec: { is: 'object', fields: specsOf(fields), sparse: false, required: true }, read, fields }
}

function readAll<F extends Shapes>(fields: F, value: Json | undefined): FieldsOf<F> {
  const given = objectOf(value)
  const entries = Object.entries(fields).map(([name, field]) => [name, field.read(own(given, name))])
  return Object.fromEntries(entries)
}

/** An object of which only what was said is there. */
export function sparse<F extends Shapes>(fields: F): ObjectShape<F, SparseOf<F>> {
  const read = (value: Json | undefined): SparseOf<F> => {
    const given = objectOf(value)
    const entries = Object.entries(fields)
      .map(([name, field]): [string, unknown] => [name, field.read(own(given, name))])
      .filter(([, found]) => found !== null && !(Array.isArray(found) && found.length === 0))
    return Object.fromEntries(entries) as SparseOf<F>
  }
  return { spec: { is: 'object', fields: specsOf(fields), sparse: true, required: true }, read, fields }
}

/** An object or null; one of which nothing was said is null, as it is left out of what is recorded. */
export function maybe<T>(of: Shape<T>): Shape<T | null> {
  const spec: Spec = of.spec.is === 'object' ? { ...of.spec, required: false } : of.spec
  const isSparse = of.spec.is === 'object' && of.spec.sparse
  return shape(spec, (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    const found = of.read(value)
    const isEmpty = isSparse && typeof found === 'object' && found !== null && Object.keys(found).length === 0
    return isEmpty ? null : found
  })
}

/** Some fields of a record, by name: those that change. */
export function set<F extends Shapes>(fields: F): Shape<Partial<FieldsOf<F>>> {
  return shape({ is: 'set', fields: specsOf(fields) }, (value) => {
    const given = objectOf(value)
    const entries = Object.keys(given)
      .filter((name) => Object.hasOwn(fields, name))
      .map((name) => [name, fields[name]?.read(given[name])])
    return Object.fromEntries(entries) as Partial<FieldsOf<F>>
  })
}

/**
 * JSON of a shape without what says nothing: null, empty lists and empty objects, at every depth. A value that
 * stood somewhere else (`json`) is left as it stood; in a `set` null and empty say that a field is cleared.
 */
export function compact(value: Json, spec: Spec): Json {
  if (Array.isArray(value)) {
    const of: Spec = spec.is === 'list' ? spec.of : { is: 'json' }
    return value.map((item) => compact(item, of))
  }
  if (spec.is === 'json' || typeof value !== 'object' || value === null) return value
  const specs: Specs = spec.is === 'object' || spec.is === 'set' ? spec.fields : {}
  const clears = spec.is === 'set'
  const kept: { [key: string]: Json } = {}
  for (const [key, inner] of Object.entries(value)) {
    const of: Spec = (Object.hasOwn(specs, key) ? specs[key] : undefined) ?? { is: 'json' }
    const part = compact(inner, of)
    const says =
      clears || of.is === 'json' || typeof part !== 'object' || part === null || Object.keys(part).length > 0
    if ((part !== null || clears) && says) kept[key] = part
  }
  return kept
}
