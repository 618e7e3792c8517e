/** Pieces of body schemas. Text is tidied (NFC, line ends, edges); what is empty is null. */
import { z } from 'zod'
import { kindOfRecord } from '../kinds/table.ts'
import { isSeen } from '../text/unseen.ts'
import { type Issue, problemFromIssues } from './issues.ts'

/** Longest text of one field, in characters: the longest real legal basis seen has 2,758. */
export const LONGEST_TEXT = 20_000
export const LONGEST_NAME = 500

const LONE_SURROGATE = /\p{Surrogate}/u
/** Marks that override, embed or isolate a direction of writing (UAX #9). */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/

/** Control characters other than tab and line feed, as spreadsheets carry them along unseen. */
const CONTROL = /[^\P{Cc}\t\n]/gu

function tidy(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replace(CONTROL, '').trim()
}

function blankToNull(text: string | null | undefined): string | null {
  const tidied = tidy(text ?? '')
  return tidied === '' ? null : tidied
}

/**
 * Text that has a canonical JSON, as RFC 8785 cannot carry half a character, and that reads as it stands: marks
 * that turn the direction of what follows make a sentence look like another one.
 */
function wellFormed() {
  return z
    .string()
    .refine((value) => !LONE_SURROGATE.test(value), { error: 'unicode' })
    .refine((value) => !TURNING.test(value), { error: 'turning' })
}

/** Text that must not be blank. Names hold nothing unseen: two that look the same are the same. */
export function filled(most: number) {
  const seen = most > LONGEST_NAME ? wellFormed() : wellFormed().refine(isSeen, { error: 'unseen' })
  return seen.transform(tidy).pipe(z.string().min(1).max(most))
}

export const name = filled(LONGEST_NAME)

/** Text, or null for null, absent and blank. */
export function optional(most = LONGEST_TEXT) {
  return wellFormed().max(most).nullish().transform(blankToNull)
}

/** Text of a form of its own, or null for null, absent and blank. */
export function optionalForm(fits: (text: string) => boolean, error: string) {
  return z
    .string()
    .refine((value) => value.trim() === '' || fits(value.trim()), { error })
    .nullish()
    .transform(blankToNull)
}

/** The value, or null for null and absent. */
export function orNull<S extends z.ZodType>(schema: S) {
  return schema.nullish().transform((value) => value ?? null)
}

/** A list of texts without blank ones. @param longest characters of one, before it is tidied */
export function textList(longest: number, most: number, description?: string) {
  const item = wellFormed().max(longest)
  return z
    .array(description === undefined ? item : item.meta({ description }))
    .max(most)
    .transform((items) => items.map(tidy).filter((item) => item !== ''))
}

/** Schema of the id of a department or a responsibility; whether there is one with it is asked later. */
export function recordId(kind: 'department' | 'responsibility') {
  return z.string().refine((id) => kindOfRecord(id) === kind, { error: `id:${kind}` })
}

/** Reason for which something is done: free text for people. */
export const reason = optional(2000)
export const requiredReason = filled(2000)

/** Some fields of a record, each yet to be parsed. */
export const setSchema = z
  .record(z.string(), z.unknown())
  .refine((set) => Object.keys(set).length > 0, { error: 'empty' })

/**
 * Parses unknown input.
 *
 * @param under where the input stands in what the caller sent, for the field of the problem
 * @throws Problem `invalid` that says what is wrong, where, and what would be right
 */
export function parse<S extends z.ZodType>(
  schema: S,
  input: unknown,
  under: readonly string[] = [],
): z.output<S> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issues: Issue[] = result.error.issues
  const [first, ...others] = issues
  if (first?.code !== 'unrecognized_keys') throw problemFromIssues(issues, input, under)
  throw problemFromIssues([{ ...first, known: knownAt(schema, first.path) }, ...others], input, under)
}

/** The fields that a schema knows at a place of its input; none where it takes no object. */
function knownAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodObject) {
    const [key, ...rest] = path
    if (key === undefined) return Object.keys(schema.shape)
    const field: z.core.$ZodType | undefined = schema.shape[String(key)]
    return field === undefined ? [] : knownAt(field, rest)
  }
  if (schema instanceof z.ZodArray) return knownAt(schema.element, path.slice(1))
  if (schema instanceof z.ZodPipe) return knownAt(schema.in, path)
  const isAround =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  return isAround ? knownAt(schema.unwrap(), path) : []
}

/**
 * Parses some fields of a record: only those that the input names, normalised as in a listing.
 *
 * @param listed schema of a whole listing
 * @param others values for the fields that a listing must have
 * @throws Problem `invalid` for unknown fields and for values that no listing may have
 */
export function parseFields<F extends object>(
  listed: z.ZodObject & z.ZodType<F>,
  others: object,
  input: unknown,
  under: readonly string[] = [],
): Partial<F> {
  const given = parse(setSchema, input, under)
  const unknown = Object.keys(given).filter((field) => !Object.hasOwn(listed.shape, field))
  if (unknown.length > 0)
    throw problemFromIssues(
      [{ code: 'unrecognized_keys', path: [], message: '', keys: unknown, known: Object.keys(listed.shape) }],
      given,
      under,
    )
  const whole = parse(listed, { ...others, ...given }, under)
  const named: Partial<F> = { ...whole }
  for (const field in named) if (!Object.hasOwn(given, field)) delete named[field]
  return named
}
