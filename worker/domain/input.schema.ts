/** Pieces of body schemas. Text is trimmed and NFC; what is empty is null. */
import { z } from 'zod'
import { isCalendarDate } from './date.ts'
import { kindOfRecord } from './ids.ts'
import { Problem } from './problem.ts'

/** Longest text of one field, in characters: the longest real legal basis seen has 2,758. */
export const LONGEST_TEXT = 20_000
export const LONGEST_NAME = 500
export const LONGEST_LIST = 200

const tidy = (text: string): string => text.normalize('NFC').trim()

export const name = z.string().transform(tidy).pipe(z.string().min(1).max(LONGEST_NAME))
export const text = z.string().transform(tidy).pipe(z.string().min(1).max(LONGEST_TEXT))

/** Text, or null for null, absent and blank. */
export function optional(most = LONGEST_TEXT) {
  return z
    .string()
    .max(most)
    .nullish()
    .transform((value) => {
      const tidied = tidy(value ?? '')
      return tidied === '' ? null : tidied
    })
}

/** A list without blank items; absent is empty. */
export const texts = z
  .array(z.string().max(LONGEST_TEXT))
  .max(LONGEST_LIST)
  .default([])
  .transform((items) => items.map(tidy).filter((item) => item !== ''))

export const calendarDate = z
  .string()
  .refine(isCalendarDate, { error: 'date' })
  .nullish()
  .transform((value) => value ?? null)

export function recordId(kind: 'department' | 'responsibility') {
  return z.string().refine((id) => kindOfRecord(id) === kind, { error: `id:${kind}` })
}

/** Why something is done: free text for people. */
export const reason = optional(2000)
export const requiredReason = z.string().transform(tidy).pipe(z.string().min(1).max(2000))

/** What zod reports, as plain data. */
interface Issue {
  code?: string | undefined
  path: readonly PropertyKey[]
  message: string
  keys?: string[]
  values?: readonly unknown[]
  minimum?: unknown
  maximum?: unknown
  expected?: string
}

function expectation(issue: Issue): { zh: string; en: string } {
  const { message } = issue
  if (message === 'date') {
    return {
      zh: '应为日期，如 2026、2026-03 或 2026-03-05',
      en: 'expected a date such as 2026, 2026-03 or 2026-03-05',
    }
  }
  if (message === 'uscc') {
    return {
      zh: '统一社会信用代码的校验位不符（GB 32100）',
      en: 'the check digit of the USCC does not fit (GB 32100)',
    }
  }
  if (message === 'division') {
    return { zh: '应为 6 位行政区划代码', en: 'expected a division code of 6 digits' }
  }
  if (message === 'code') {
    return {
      zh: '应为 2 到 31 个小写字母、数字或连字符',
      en: 'expected 2 to 31 lower-case letters, digits or hyphens',
    }
  }
  if (message === 'period')
    return { zh: '失效日期不能早于生效日期', en: 'the end must not be before the beginning' }
  if (message === 'empty') return { zh: '没有写明要改哪个字段', en: 'it names no field to change' }
  if (message.startsWith('id:')) {
    return {
      zh: `应为${message === 'id:department' ? '部门' : '权责事项'}编号`,
      en: `expected the id of a ${message.slice(3)}`,
    }
  }
  if (issue.code === 'unrecognized_keys') {
    const keys = (issue.keys ?? []).join(', ')
    return { zh: `不认识的字段：${keys}`, en: `unknown fields: ${keys}` }
  }
  if (issue.code === 'invalid_value') {
    const values = (issue.values ?? []).join(', ')
    return { zh: `应为以下之一：${values}`, en: `expected one of: ${values}` }
  }
  if (issue.code === 'too_small') {
    return {
      zh: `不能为空（至少 ${String(issue.minimum)}）`,
      en: `must not be empty (at least ${String(issue.minimum)})`,
    }
  }
  if (issue.code === 'too_big')
    return { zh: `太长（至多 ${String(issue.maximum)}）`, en: `too long (at most ${String(issue.maximum)})` }
  if (issue.code === 'invalid_type')
    return { zh: `应为 ${issue.expected ?? ''}`, en: `expected ${issue.expected ?? 'another type'}` }
  return { zh: '格式不对', en: 'malformed' }
}

/** The first thing that is wrong, in words, with where it stands (`legalBases/0/title`). */
export function problemFromIssues(issues: readonly Issue[]): Problem {
  const [issue] = issues
  const field = issue === undefined || issue.path.length === 0 ? undefined : issue.path.map(String).join('/')
  const expected = issue === undefined ? { zh: '格式不对', en: 'malformed' } : expectation(issue)
  const more = issues.length - 1
  const place = field ?? ''
  return new Problem('invalid', {
    ...(field === undefined ? {} : { field }),
    words: {
      zh: `${place === '' ? '' : `${place}：`}${expected.zh}${more > 0 ? `；另有 ${more} 处` : ''}。`,
      en: `${place === '' ? '' : `${place}: `}${expected.en}${more > 0 ? `; and ${more} more` : ''}.`,
    },
  })
}

/** Parses unknown input. @throws Problem `invalid` that says what is wrong, where, and what would be right */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw problemFromIssues(result.error.issues)
}
