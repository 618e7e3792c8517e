/** Lists of comments as a desk gives them. */
import { z } from 'zod'
import { parse } from '../../input/input.schema.ts'
import { fieldSchemas } from '../../input/shape.schema.ts'
import { isCalendarDate } from '../../record/date.ts'
import { commenting } from './fields.ts'

/** Comments of one list. */
const MOST_COMMENTS = 5000

const { text, submitter, prompt, language } =
  commenting.spec.is === 'object' ? fieldSchemas(commenting.spec.fields) : {}
/** Day on which comments came in. */
export const receivedOn = z.string().max(10).refine(isCalendarDate, { error: 'date' }).optional()
const oneSchema = z.strictObject({
  ...{ text, submitter, prompt, language },
  occurred: receivedOn.meta({ description: 'Day on which it came in; today when left out.' }),
})

/** Comments as a list gives them. */
export const manySchema = z
  .array(oneSchema)
  .min(1)
  .max(MOST_COMMENTS)
  .meta({ description: 'One comment each; all are taken in, or none.' })

/** One comment of a list. */
export interface ListedComment {
  text: string
  submitter?: string | null
  prompt?: string | null
  language?: string | null
  occurred?: string
}

/** @throws Problem `invalid`, whose field begins with the place in the list */
export function parseMany(input: unknown): ListedComment[] {
  return parse(manySchema, input) as ListedComment[]
}
