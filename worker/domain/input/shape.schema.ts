/** Schemas in zod from declared shapes: what the API accepts is what the reducers read. */
import { z } from 'zod'
import type { Json } from '../../ledger/canonical.ts'
import { canonicalCopy } from '../../ledger/canonical-copy.ts'
import { LedgerError } from '../../ledger/error.ts'
import { kindOf, kindOfRecord, kindsOf } from '../kinds/table.ts'
import { isCalendarDate, isDateText } from '../record/date.ts'
import { refuse } from '../record/guard.ts'
import type { Shape, Spec, Specs } from '../record/shape.ts'
import { filled, optional, optionalForm, parse, textList } from './input.schema.ts'

/** As a date may be written: as precisely as it is known. */
const DATES = ['2026', '2026-03', '2026-03-05']

const PERSONAL = 'May carry personal data.'

const made = new WeakMap<Spec, z.ZodType>()

/** The schema of a shape; made once. */
export function schemaOf(spec: Spec): z.ZodType {
  const known = made.get(spec)
  if (known !== undefined) return known
  const schema = build(spec)
  made.set(spec, schema)
  return schema
}

function objectSchema(fields: Specs): z.ZodType {
  return z.strictObject(fieldSchemas(fields))
}

/** The fields of an object as a zod shape, for a schema that adds its own. */
export function fieldSchemas(fields: Specs): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([name, spec]) => [name, schemaOf(spec)]))
}

function dateSchema(instant: boolean, required: boolean): z.ZodType {
  const fits = instant ? isDateText : isCalendarDate
  const error = instant ? 'moment' : 'date'
  const examples = instant ? [...DATES, '2026-03-05T01:30:00Z'] : DATES
  const one = z
    .string()
    .meta({ examples })
    .transform((value) => value.trim())
    .refine((value) => fits(value) || (!required && value === ''), { error })
  return required ? one : one.transform((value) => (value === '' ? null : value)).nullish()
}

function textSchema({ most, required, form }: Extract<Spec, { is: 'text' }>): z.ZodType {
  if (form === undefined) return required ? filled(most) : optional(most)
  if (!required) return optionalForm((text) => form.fits(text), form.error)
  return z.string().refine((text) => form.fits(text), { error: form.error })
}

function build(spec: Spec): z.ZodType {
  switch (spec.is) {
    case 'text': {
      const schema = textSchema(spec)
      return spec.personal ? schema.meta({ description: PERSONAL }) : schema
    }
    case 'flag':
      return z.boolean().nullish()
    case 'number': {
      const bounded = spec.whole ? z.number().int() : z.number()
      const within = bounded.min(spec.least).max(spec.most)
      return spec.required ? within : within.nullish()
    }
    case 'date':
      return dateSchema(spec.instant, spec.required)
    case 'code': {
      const [first = '', ...rest] = spec.codes
      const one = z.enum([first, ...rest])
      return spec.required ? one : one.nullish()
    }
    case 'id': {
      const one = z
        .string()
        .refine(
          (value) => {
            const kind = kindOfRecord(value)
            return kind !== null && kindsOf(spec).includes(kind)
          },
          { error: `id:${spec.kinds[0] ?? 'record'}` },
        )
        .meta({
          pattern: `^(${kindsOf(spec)
            .map((kind) => kindOf(kind).prefix)
            .join('|')})`,
        })
      return spec.required ? one : one.nullish()
    }
    case 'list': {
      if (spec.of.is === 'text' && spec.least === 0)
        return textList(spec.of.most, spec.most, spec.of.personal && PERSONAL).nullish()
      // What may be left out elsewhere may not be null in a list.
      const item = spec.of.is === 'object' ? objectSchema(spec.of.fields) : schemaOf(spec.of)
      return spec.least === 0
        ? z.array(item).max(spec.most).nullish()
        : z.array(item).min(spec.least).max(spec.most)
    }
    case 'object': {
      const one = objectSchema(spec.fields)
      return spec.required && !spec.sparse ? one : one.nullish()
    }
    case 'set':
      return z
        .strictObject(fieldSchemas(spec.fields))
        .partial()
        .refine((given) => Object.keys(given).length > 0, {
          error: 'empty',
          // What names only what there is not, is told that alone.
          when: ({ issues }) => issues.length === 0,
        })
    case 'json':
      return z.unknown().optional()
  }
}

/**
 * Checks unknown input against a shape.
 *
 * @param under where the input stands in what the caller sent
 * @returns the tidied input as JSON, ready to be read by the shape
 * @throws Problem `invalid` that says what is wrong, where, and what would be right
 */
export function parseShape(shape: Shape<unknown>, input: unknown, under: readonly string[] = []): Json {
  const data: unknown = parse(schemaOf(shape.spec), input, under)
  try {
    return canonicalCopy(data ?? null, 'left out')
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    throw refuse('invalid', `内容无法入账：${error.message}。`, `This cannot be recorded: ${error.message}.`)
  }
}

/**
 * Value that a shape reads from unknown input, once it is checked and tidied.
 *
 * @throws Problem `invalid`, as `parseShape`
 */
export function readShape<T>(shape: Shape<T>, input: unknown, under: readonly string[] = []): T {
  return shape.read(parseShape(shape, input, under))
}
