/** Options of `mingzhang inspect`: its rules, their limits, and the calendar. */

import { readFile } from 'node:fs/promises'
import { parseCalendar } from '../../domain/calendar/calendar.schema.ts'
import { workingDaysOf } from '../../domain/calendar/table.ts'
import type { WorkingDays } from '../../domain/calendar/working-days.ts'
import type { Settings } from '../../domain/kinds/rulebook/rulebook.ts'
import { isCalendarDate } from '../../domain/record/date.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import { rules } from '../../domain/rules/rules.ts'
import { type Settable, settableOf } from '../../domain/rules/settable.ts'
import { wrongValue } from '../../domain/rules/settings.ts'
import { nearest } from '../../domain/text/nearest.ts'
import { Failure } from '../../intake/run/failure.ts'
import { UsageError } from '../shell/usage.ts'

type Set = { [parameter: string]: number }

/**
 * Rules by id or by group, in the order of the list; all when none is named.
 *
 * @throws UsageError for a name that is none, with the nearest one
 */
export function rulesNamed(names: readonly string[]): readonly Rule[] {
  const wanted = names.map((name) => name.trim().toUpperCase()).filter((name) => name !== '')
  if (wanted.length === 0) return rules
  for (const name of wanted) {
    if (!rules.some(({ id, group }) => id === name || group === name)) throw noRule(name)
  }
  return rules.filter(({ id, group }) => wanted.includes(id) || wanted.includes(group))
}

function noRule(name: string): UsageError {
  const near = nearest(
    name,
    rules.map(({ id }) => id),
  )
  return new UsageError({
    zh: `没有规则 ${name}${near === null ? '；--help 说明写法。' : `；是否指 ${near}？`}`,
    en: `There is no rule ${name}${near === null ? '; --help explains.' : `; did you mean ${near}?`}`,
  })
}

/** @throws UsageError unless it is one day of the calendar */
export function dayNamed(text: string | undefined): string | undefined {
  if (text === undefined || (isCalendarDate(text) && text.length === 10)) return text
  throw new UsageError({
    zh: `--as-of 应为到日的日期，如 2026-03-05，不是 ${text}。`,
    en: `--as-of must be a day such as 2026-03-05, not ${text}.`,
  })
}

/** @throws UsageError unless it is a number of entries */
export function sizeNamed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const size = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(size)) return size
  throw new UsageError({
    zh: `--at 应为账目数，如 1200，不是 ${text}。`,
    en: `--at must be a number of entries such as 1200, not ${text}.`,
  })
}

/** Limits, with others put over them. */
export function mergeSettings(settings: Settings, over: Settings): Settings {
  const rules = new Set([...Object.keys(settings), ...Object.keys(over)])
  return Object.fromEntries([...rules].map((rule) => [rule, { ...settings[rule], ...over[rule] }]))
}

/**
 * Parameters of rules as typed, `F01.limit=4000000,M01.long=60`.
 *
 * @throws UsageError for a rule or parameter that is none, or a number out of range
 */
export function settingsNamed(text: string | undefined): { [rule: string]: Set } {
  const settings: { [rule: string]: Set } = {}
  for (const one of text?.split(',') ?? []) {
    const [, id = '', name = '', number = ''] = /^\s*(\w+)\.(\w+)=(.+?)\s*$/.exec(one) ?? []
    if (id === '')
      throw new UsageError({
        zh: `--set 应为“规则.参数=数”，如 M01.long=60，不是 ${one}。`,
        en: `--set takes RULE.PARAMETER=NUMBER such as M01.long=60, not ${one}.`,
      })
    const rule = settableOf(id)
    if (rule === null) throw noRule(id.toUpperCase())
    settings[rule.id] = { ...settings[rule.id], [name]: numberFor(rule, name, number) }
  }
  return settings
}

function numberFor(rule: Settable, name: string, text: string): number {
  const value = Number(text)
  const wrong = wrongValue(rule, name, value, text)
  if (wrong !== null) throw new UsageError(wrong)
  return value
}

/**
 * Working days as a file declares them; undefined, those of mainland China, without a file.
 *
 * @throws Failure when the file cannot be read or is no JSON
 * @throws Problem that says what in the calendar does not fit
 */
export async function calendarIn(path: string | undefined): Promise<WorkingDays | undefined> {
  if (path === undefined) return undefined
  let declared: unknown
  try {
    declared = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Failure('unreadable', {
      zh: `读不了日历 ${path}：${why}`,
      en: `The calendar ${path} cannot be read: ${why}`,
    })
  }
  return workingDaysOf(parseCalendar(declared))
}
