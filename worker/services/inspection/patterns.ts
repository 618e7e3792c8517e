/**
 * 分布: what the rules about groups look at, counted over the records as a whole. For inspectors. Records are read
 * in pages and counts alone are kept, so that the length of the ledger costs time, not memory.
 */

import type { Settings } from '../../domain/kinds/rulebook/rulebook.ts'
import { type Name, nameOr } from '../../domain/kinds/title.ts'
import { type Period, type Row, type Table, withEnough } from '../../domain/patterns/pattern.ts'
import { patternOf } from '../../domain/patterns/patterns.ts'
import type { PatternView } from '../../domain/patterns/view.ts'
import { figureNames, keyNames, NO_POST, patternIds, weekdays } from '../../domain/patterns/words.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Lang } from '../../domain/record/problem.ts'
import { valuesOf } from '../../domain/rules/assess.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import { breathe } from '../../store/pause.ts'
import * as records from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { type Caller, requireRight } from '../roles.ts'
import { todayOf } from '../submit/call.ts'
import type { Rulebook } from './rulebook.ts'

const PAGE = 500
/** Rows of one table that are shown; a file has all. */
const SHOWN = 200

export interface PatternQuery extends Partial<Period> {
  department?: string | null | undefined
}

/** Patterns of one ledger, by the settings of its rulebook. */
export function createPatterns(ledger: Ledger, { rulebook }: { rulebook: Pick<Rulebook, 'settings'> }) {
  const { database } = ledger

  async function gather(id: string, { from = null, to = null, department = null }: PatternQuery) {
    const pattern = patternOf(id)
    if (pattern === null)
      throw refuse(
        'not_found',
        `没有分布 ${id}；已有：${patternIds.join('、')}。`,
        `There is no pattern ${id}; there are: ${patternIds.join(', ')}.`,
        'pattern',
      )
    if (from !== null && to !== null && from > to)
      throw refuse('invalid', '起日不能晚于止日。', 'The first day cannot be after the last.', 'from')
    if (department !== null && (await records.readRecord(database, department))?.kind !== 'department')
      throw refuse(
        'not_found',
        `没有部门 ${department}。`,
        `There is no department ${department}.`,
        'department',
      )
    const settings = await rulebook.settings()
    const gathering = pattern.begin({ calendar: ledger.calendar.days, settings, period: { from, to } })
    for (const kind of pattern.kinds) {
      for (let after = -1; ; ) {
        const filter = { kind, department: department ?? undefined }
        const page = await records.listRecords(database, filter, after, PAGE)
        for (const { state } of page) {
          await breathe()
          gathering.take(state)
        }
        const last = page.at(-1)
        if (last === undefined || page.length < PAGE) break
        after = last.n
      }
    }
    return { pattern, settings, tables: gathering.tables().map(withEnough) }
  }

  async function departmentsIn(tables: readonly Pick<Table, 'keys' | 'rows'>[]) {
    const ids = tables.flatMap(({ keys, rows }) =>
      keys[0] === 'department' ? rows.flatMap((row) => row.keys[0] ?? []) : [],
    )
    return records.namesOf(database, [...new Set(ids)])
  }

  return {
    /** @throws Problem `not_allowed` for all but inspectors, `not_found`, `invalid` */
    async view(caller: Caller, id: string, query: PatternQuery = {}): Promise<PatternView> {
      requireRight(caller, 'flag.write', null)
      const { pattern, settings, tables } = await gather(id, query)
      const shown = tables.map((table) => ({
        ...table,
        keys: [...table.keys],
        figures: [...table.figures],
        rows: table.rows.slice(0, SHOWN),
        total: table.rows.length,
      }))
      return {
        pattern: pattern.id,
        asOf: todayOf(ledger.now(), ledger.calendar.days.zone),
        from: query.from ?? null,
        to: query.to ?? null,
        department: query.department ?? null,
        rules: pattern.rules.flatMap((one) => ruleWith(one, settings)),
        tables: shown,
        departments: Object.fromEntries(await departmentsIn(shown)),
      }
    },

    /**
     * One table with all of its rows as cells, its heads first.
     *
     * @param name the first table by default
     * @throws Problem `not_allowed`, `not_found`, `invalid`
     */
    async cells(
      caller: Caller,
      id: string,
      query: PatternQuery,
      { name, lang }: { name?: string | undefined; lang: Lang },
    ): Promise<string[][]> {
      requireRight(caller, 'flag.write', null)
      const { tables } = await gather(id, query)
      const table = name === undefined ? tables[0] : tables.find((one) => one.name === name)
      if (table === undefined) {
        const names = tables.map((one) => one.name)
        throw refuse(
          'not_found',
          `没有表 ${name ?? ''}；已有：${names.join('、')}。`,
          `There is no table ${name ?? ''}; there are: ${names.join(', ')}.`,
          'table',
        )
      }
      const departments = await departmentsIn([table])
      const heads = [
        ...table.keys.map((key) => keyNames[key][lang]),
        ...table.figures.map((figure) => figureNames[figure][lang]),
      ]
      return [heads, ...table.rows.map((row) => cellsOf(table, row, departments, lang))]
    },
  }
}

function cellsOf(
  { keys }: Pick<Table, 'keys'>,
  row: Row,
  departments: ReadonlyMap<string, Name>,
  lang: Lang,
): string[] {
  const named = row.keys.map((value, i) => {
    if (value === null) return NO_POST[lang]
    if (keys[i] === 'department') return nameOr(lang, departments.get(value), value)
    if (keys[i] === 'weekday') return weekdays[Number(value)]?.[lang] ?? value
    return value
  })
  return [...named, ...row.figures.map((figure) => (figure === null ? '' : String(figure)))]
}

function ruleWith(id: string, settings: Settings): PatternView['rules'] {
  const rule = ruleOf(id)
  if (rule === null) return []
  const values = valuesOf(rule, { settings })
  const limits = Object.entries(rule.parameters).map(([name, { words, unit }]) => ({
    name,
    words,
    unit,
    value: values[name] ?? 0,
  }))
  return [{ id, name: rule.name, limits }]
}
