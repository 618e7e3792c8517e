/** 职权: powers of an organ that a mapping declares, because the register itself names none. */
import { z } from 'zod'
import { isDateText } from '../../../domain/record/date.ts'
import { basisLevels, codesOf, levels, responsibilityTypes } from '../../../domain/record/vocabulary.ts'

const day = z.string().refine(isDateText, { error: 'expected a date, such as 1990-01-01 or 1990' })

const basis = z.strictObject({
  title: z.string().min(1).max(500).describe('The law, as "New York City Charter".'),
  article: z.string().min(1).max(500).describe('Where in it: section or article.'),
  level: z.enum(codesOf(basisLevels)).optional(),
  docNumber: z.string().min(1).max(500).optional(),
})

export const power = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,60}$/, { error: 'expected letters, digits and hyphens, such as local-laws' })
    .describe('Its name in this mapping. Part of the record id: keep it.'),
  organ: z
    .string()
    .min(1)
    .max(500)
    .describe('The department that holds it; it is registered when it is new.'),
  name: z.string().min(1).max(500),
  type: z.enum(codesOf(responsibilityTypes)).default('other'),
  level: z.enum(codesOf(levels)).optional(),
  scope: z.string().min(1).max(5000).optional(),
  description: z.string().min(1).max(5000).optional(),
  basis: z.array(basis).min(1).max(50).describe('The legal basis: without one it is no power.'),
  inForceFrom: day.describe('Since when the organ holds it, as far as its basis says.'),
  inForceTo: day.optional(),
  remark: z.string().min(1).max(5000).optional(),
})

export type DeclaredPower = z.output<typeof power>
