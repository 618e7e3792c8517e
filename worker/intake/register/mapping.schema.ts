/**
 * The mapping of a register: files of records (decisions, milestones, items, offices) and what their fields
 * mean, declared as JSON. Values are declared once, as in "End date", or {"from": "End date", "as": "date"}.
 */
import { z } from 'zod'
import { ruling } from '../../domain/kinds/decision/fields.ts'
import { step } from '../../domain/kinds/decision/step.ts'
import { answering, stating } from '../../domain/kinds/question/fields.ts'
import { deliveredKinds, kindFace } from '../../domain/kinds/registry.ts'
import { NO_FIELDS } from '../../domain/kinds/responsibility/fields.ts'
import { SYSTEMS, type System } from '../../domain/place/shifted.ts'
import { report } from '../../domain/record/parts.ts'
import type { Spec } from '../../domain/record/shape.ts'
import { isZone } from '../../domain/record/zone.ts'
import { limits } from '../harm/limits.ts'
import { KNOWN_FORMATS } from './dates/format.ts'
import { isDateFormat } from './dates/read.ts'
import { power } from './powers/power.schema.ts'
import { READINGS, type Reading } from './values/readings.ts'

/** True for a register that others publish and this ledger follows. */
export const outside = z
  .boolean()
  .default(false)
  .describe(
    'Others publish it, and this ledger follows it: what it changes is entered on the machine with the digest of the delivery as the second, for records that came from it alone.',
  )

export const pattern = z.string().refine(isPattern, { error: 'not a regular expression' })

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

function isEncoding(text: string): boolean {
  try {
    return new TextDecoder(text).encoding !== ''
  } catch {
    return false
  }
}

/** A text, or `/a pattern/i`. */
function isHeader(text: string): boolean {
  const expression = /^\/(.+)\/[iu]*$/.exec(text)
  return expression === null || isPattern(expression[1] ?? '')
}

const NO_FORMAT =
  'no format of a date: write one year (yyyy, yy, era, roc or be), a month (mm, month) or quarter (q), a day (dd), and what stands between them, as dd.mm.yyyy; or name half, quarter, week, span, fiscal, or fiscal with the month in which it begins, as "fiscal 4"'

/** Holds of a row when the text of a column matches, or does not. */
export interface Condition {
  from: string
  is?: string | undefined
  not?: string | undefined
}

export interface ValueObject {
  when?: Condition[] | undefined
  from?: string | string[] | undefined
  const?: string | number | boolean | undefined
  join?: string | undefined
  split?: string | undefined
  each?: string | undefined
  item?: Value | { [field: string]: Value } | undefined
  list?: { [field: string]: Value }[] | undefined
  parts?: { [field: string]: Value } | undefined
  as?: Reading | undefined
  formats?: string[] | undefined
  zone?: string | undefined
  notBefore?: string | undefined
  plus?: Value | Value[] | undefined
  default?: string | undefined
  decimal?: '.' | ',' | undefined
  crs?: System | undefined
  times?: number | undefined
  codes?: { [text: string]: string } | undefined
  otherwise?: string | null | undefined
  match?: string | undefined
  template?: string | undefined
  empty?: string[] | undefined
  yes?: string[] | undefined
  kind?: (typeof deliveredKinds)[number] | undefined
  unreadable?: 'reject' | 'none' | undefined
  since?: string | undefined
  except?: string | undefined
}
/** A column or path, several of which the first that is not empty counts, or a value declared at length. */
export type Value = string | string[] | ValueObject

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([z.string().min(1), z.array(z.string().min(1)).min(1), valueObject]),
)
const fieldsOfValues = z.record(z.string(), value)

const conditions = z.array(
  z.strictObject({ from: z.string(), is: pattern.optional(), not: pattern.optional() }),
)

const valueObject: z.ZodType<ValueObject> = z
  .strictObject({
    when: conditions.optional().describe('Only where all of these hold; nothing elsewhere.'),
    from: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .optional()
      .describe(
        'Where it stands: a column, or a path such as "Body.Name"; ^.X is X of the record around a part, @file, @sheet, @row, @asOf. Of several the first that is not empty.',
      ),
    const: z.union([z.string(), z.number(), z.boolean()]).optional().describe('The same for every record.'),
    join: z.string().optional().describe('All of `from`, joined by this.'),
    split: pattern.optional().describe('Several values in one text, split here.'),
    each: z.string().optional().describe('A list inside of the record; `item` says what each of it gives.'),
    item: z.union([value, fieldsOfValues]).optional(),
    list: z
      .array(fieldsOfValues)
      .optional()
      .describe(
        'A list of parts, each declared. A part of which nothing but constants is there is left out.',
      ),
    parts: fieldsOfValues.optional().describe('One part with its fields.'),
    as: z.enum(codes(READINGS)).optional(),
    formats: z
      .array(z.string().refine(isDateFormat, { error: NO_FORMAT }))
      .min(1)
      .optional()
      .describe(
        `Formats of a date, tried in this order: yyyy, yy, mm, dd, month, q, era, roc, be and what stands between them. ${KNOWN_FORMATS.join(', ')}; years of accounts by the month in which they begin, as "fiscal 4", and "fiscal 10 end" where a number names the year in which one ends.`,
      ),
    zone: z
      .string()
      .refine(isZone, { error: 'expected an IANA time zone, such as Asia/Shanghai' })
      .optional()
      .describe('The time zone in which the day of an instant begins, and in which clocks are read.'),
    notBefore: z
      .string()
      .optional()
      .describe(
        'A date with a year of two digits is of the first century in which it is not before this one.',
      ),
    plus: z
      .union([value, z.array(value).min(1)])
      .optional()
      .describe('Days to be added to a date; no date without them.'),
    default: z.string().optional().describe('What is read where nothing stands.'),
    decimal: z.enum(['.', ',']).optional(),
    crs: z
      .enum(codes(SYSTEMS))
      .optional()
      .describe('The system in which the coordinates of a point are printed; converted to WGS 84.'),
    times: z.number().optional().describe('A number is multiplied by this, as 1000000 for millions.'),
    codes: z
      .record(z.string(), z.string())
      .optional()
      .describe(
        'Words of the source and the code that each means. The very word first; else case, spaces, accents and punctuation do not matter where one code alone remains.',
      ),
    otherwise: z
      .string()
      .nullable()
      .optional()
      .describe(
        'The code for any other word, with {} for the word itself; without it another word is rejected.',
      ),
    match: pattern.optional().describe('Only what the first group of this matches.'),
    template: z.string().optional().describe('Text with {fields}. Nothing when one of them is empty.'),
    empty: z.array(z.string()).optional().describe('Texts that mean nothing here.'),
    yes: z.array(z.string()).optional(),
    kind: z.enum(deliveredKinds).optional(),
    since: z.iso
      .date()
      .optional()
      .describe('A date before this one stands for none: it is not taken, and told.'),
    except: z.string().optional().describe('Of several values, not the one that stands there.'),
    unreadable: z
      .enum(['reject', 'none'])
      .optional()
      .describe(
        'What cannot be read as it should: reject the record (the default), or take nothing and say so.',
      ),
  })
  .refine(({ crs, as }) => crs === undefined || as === 'point', {
    error: 'only a point has a crs: write "as": "point"',
    path: ['crs'],
  })

const key = z.strictObject({
  from: z
    .array(z.string().min(1))
    .min(1)
    .describe('What names the record in the register from one delivery to the next.'),
  fold: z
    .union([z.boolean(), z.literal('number')])
    .default(false)
    .describe(
      'true: case, accents, spaces and punctuation do not matter. "number": it does not matter how a number is typed, as 7, 007, 7.0.',
    ),
  tell: z.array(z.string().min(1)).default([]).describe('What tells records of one key apart.'),
  again: z
    .enum(['other', 'last'])
    .default('other')
    .describe(
      'What a row of a key that stood before is: another record, or the same one again, of which the last row counts.',
    ),
})

const record = z.strictObject({
  kind: z.enum(deliveredKinds),
  when: conditions.default([]).describe('Only rows of which all of these hold.'),
  each: z.string().optional().describe('One record for each of a list inside of the row.'),
  key,
  department: value.describe('Name of the department that it is logged for.'),
  occurred: value
    .optional()
    .describe('When it first happened; the date of the delivery when left out or empty.'),
  fields: fieldsOfValues.describe('The fields of the record.'),
  steps: z
    .strictObject({
      each: z.string(),
      when: conditions.default([]).describe('Only items of which all of these hold.'),
      item: fieldsOfValues,
    })
    .optional()
    .describe('Steps of a decision; the field `id` must name each within its decision.'),
  ruling: fieldsOfValues.optional().describe('How a decision ended; nothing while `outcome` is empty.'),
  report: fieldsOfValues
    .optional()
    .describe('What the department says of the state of things in this delivery.'),
  answer: fieldsOfValues.optional().describe('How a question was answered; nothing while it is not done.'),
  rating: fieldsOfValues
    .optional()
    .describe('How the asker rated the answer to a question, as the list states it.'),
  done: value
    .optional()
    .describe('When a milestone was done, or a question answered; empty while it is not.'),
  finished: value
    .optional()
    .describe('Whether it is said to be done or answered, where the source has no date for it.'),
  reason: value.optional().describe('Why a date was moved, as far as the source says.'),
  address: value
    .optional()
    .describe('Address of the web at which the source shows the record; a link on its page.'),
  past: z
    .array(z.string())
    .default([])
    .describe(
      'Fields that no later delivery should change: a change of one is recorded as changed at the source.',
    ),
  loose: z.array(z.string()).default([]).describe('Fields of steps whose change alone says nothing.'),
})

export const registerSchema = z.strictObject({
  $schema: z.string().optional(),
  mapping: z.literal(1).describe('Version of the mapping format.'),
  name: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  target: z.literal('register'),
  publisher: z.string().optional(),
  licence: z.string().optional(),
  outside,
  delivery: z
    .enum(['files', 'each-file'])
    .default('files')
    .describe('All files together are one delivery, or each file is one of its own.'),
  complete: z
    .boolean()
    .default(false)
    .describe('A delivery holds every record: one that is no longer in it has vanished at the source.'),
  asOf: z
    .array(z.strictObject({ file: pattern, template: z.string().default('$1') }))
    .default([])
    .describe('The date of a delivery, from the name of its file: the first rule that fits.'),
  input: z.strictObject({
    format: z.enum(['table', 'json']),
    files: pattern.default('').describe('Files whose path matches hold the records.'),
    each: z
      .string()
      .optional()
      .describe(
        'Where the records stand in a JSON file: a path through objects and lists, `*` for all members of an object. The whole file, or each of its list, when left out.',
      ),
    sheet: pattern.optional().describe('Sheets of a workbook whose name matches; all when left out.'),
    encodings: z
      .array(
        z
          .string()
          .refine(isEncoding, { error: 'expected an encoding, such as gb18030, shift_jis or windows-1250' }),
      )
      .default([])
      .describe(
        'One is obeyed; of several the first that fits, and found by itself without any: then the text is checked.',
      ),
    delimiter: z.string().length(1).optional(),
    header: z.int().min(1).max(100).default(1).describe('Row of the header, the first of several.'),
    headerRows: z
      .int()
      .min(1)
      .max(10)
      .default(1)
      .describe(
        'Rows of the header. The texts over a column are its name, from the top down with " / " between, as "Dates / Finish".',
      ),
    turned: z
      .boolean()
      .default(false)
      .describe('The headers stand in the first column, and each column is a record.'),
    fill: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Columns in which an empty cell means what stands above it: under merged cells, and where none are merged everywhere.',
      ),
    sections: z
      .string()
      .min(1)
      .optional()
      .describe(
        'A row that holds one text alone above others is a heading: its text is this column of the rows below it.',
      ),
    gather: z
      .strictObject({
        as: z.string().min(1).describe('Name of the list.'),
        columns: pattern.describe('Headers of the columns that are gathered.'),
        name: z.string().min(1).describe('What the header becomes in each part of the list.'),
        value: z.string().min(1).describe('What the cell becomes.'),
      })
      .optional()
      .describe(
        'A matrix: columns whose header matches become one list inside of the row, to be read with `each`.',
      ),
    columns: z
      .record(
        z.string(),
        z.strictObject({
          headers: z
            .array(z.string().min(1).refine(isHeader, { error: 'not a regular expression' }))
            .min(1)
            .describe(
              'Header texts; /…/ is a regular expression. Case, spaces and punctuation do not matter.',
            ),
          nth: z.int().min(1).default(1).describe('Which of several columns of that name.'),
          optional: z.boolean().default(false),
        }),
      )
      .default({})
      .describe(
        'Names for columns. A table whose first column holds the headers is turned by itself. Columns can also be named by their own header.',
      ),
    optional: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'Columns and paths that a file may lack; any other that is named and absent stops the delivery.',
      ),
    unescape: z.boolean().default(false).describe(String.raw`Turn \uXXXX in the text into the character.`),
  }),
  limits,
  empty: z.array(z.string()).default([]).describe('Texts that mean nothing, wherever they stand.'),
  tables: z
    .record(
      z.string(),
      z.strictObject({
        files: pattern,
        each: z.string().optional().describe('Where the list stands in a JSON file, as of `input.each`.'),
        key: z.string().min(1),
        where: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default({})
    .describe('Lists in which a value can be looked up: of other files of the delivery, or of the same one.'),
  join: z
    .array(
      z.strictObject({
        as: z.string(),
        table: z.string(),
        on: z.string(),
        each: z
          .string()
          .optional()
          .describe('A list inside of the record: the row then stands beside each of its items.'),
      }),
    )
    .default([])
    .describe('Rows of tables beside each record: `as` then is the first part of a path. In this order.'),
  powers: z
    .array(power)
    .max(200)
    .default([])
    .describe(
      'Powers of organs, where the register names none: each becomes a responsibility of its organ, and a value with `as: power` says under which a decision is taken.',
    ),
  records: z.array(record).min(1),
})

export type RegisterMapping = z.output<typeof registerSchema>
export type RecordMapping = RegisterMapping['records'][number]

function codes<T extends object>(of: T): [keyof T & string, ...(keyof T & string)[]] {
  const [first, ...rest] = Object.keys(of) as (keyof T & string)[]
  if (first === undefined) throw new Error('no codes')
  return [first, ...rest]
}

const keysOf = (spec: Spec): string[] => (spec.is === 'object' ? Object.keys(spec.fields) : [])

/** The fields that a record of a kind may be given, part by part. */
export function fieldNamesOf(kind: RecordMapping['kind']): { [part: string]: string[] } {
  const own =
    kind === 'responsibility'
      ? Object.keys(NO_FIELDS).filter((name) => name !== 'source')
      : keysOf(kindFace(kind).fields.spec).filter((name) => name !== 'source')
  return {
    fields: own,
    steps: keysOf(step.spec),
    ruling: keysOf(ruling.spec),
    report: keysOf(report.spec),
    answer: kind === 'question' ? keysOf(answering.spec) : [],
    rating: kind === 'question' ? keysOf(stating.spec) : [],
  }
}
