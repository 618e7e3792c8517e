/** 统计 of one ledger: figures by year, department or type, each with the list behind it. */
import { type Covered, coverageFigures } from '../../domain/figures/assessed.ts'
import type { AnyTable } from '../../domain/figures/behind.ts'
import type { EntryTable } from '../../domain/figures/entered.ts'
import type { FigureScope, TableFigures } from '../../domain/figures/figures.ts'
import { type FigureGroup, figureTables, type RecordTable } from '../../domain/figures/measures.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { dayText } from '../../domain/record/date.ts'
import { refuse } from '../../domain/record/guard.ts'
import { periodOf } from '../../domain/record/list/days.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import { countEntries } from '../../store/lists/entries.ts'
import { countFigures } from '../../store/lists/figures.ts'
import { type BoardDays, registersOf } from '../../store/records/board.ts'
import { namesOf } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { BoardFigures } from '../read/questions.ts'

const KINDS = figureTables.map(({ kind }) => kind)

/** The year from which figures are told unless another is asked for. */
export const FIRST_YEAR = '1900'

export interface FiguresQuery {
  by?: FigureGroup | undefined
  department?: string | undefined
  /** First and last day: a year, a month or a day. */
  from?: string | undefined
  to?: string | undefined
}

export interface Figures extends Pick<BoardFigures, 'today' | 'deliveries'> {
  by: FigureGroup
  scope: FigureScope
  tables: TableFigures<RecordTable>[]
  /** Of entries; none by type, which entries have not. */
  entries: TableFigures<EntryTable>[]
}

/** @param judgingNow for which day is asked, and until when the registers are known */
export function createFigures({ database }: Ledger, judgingNow: () => Promise<BoardDays>) {
  return {
    /**
     * Figures of a part of the records.
     *
     * @throws Problem `invalid` for a period that ends before it begins, `not_found` for what is no department
     */
    async figures({ by = 'year', department, from, to }: FiguresQuery): Promise<Figures> {
      periodOf({ from: from ?? FIRST_YEAR, to })
      const scope = { department: department ?? null, from: from ?? FIRST_YEAR, to: to ?? null }
      const [judging, known] = await Promise.all([
        judgingNow(),
        department === undefined ? [] : namesOf(database, [department]),
      ])
      if (department !== undefined && (kindOfRecord(department) !== 'department' || ![...known].length))
        throw refuse(
          'not_found',
          `没有部门 ${department}。`,
          `There is no department ${department}.`,
          'department',
        )
      const [registers, entries, ...tables] = await Promise.all([
        registersOf(database, KINDS, department === undefined ? {} : { department }),
        by === 'type' ? [] : countEntries(database, scope, by),
        ...figureTables.map((table) => countFigures(database, table, scope, by, judging)),
      ])
      return {
        by,
        scope,
        today: dayText(judging.today),
        deliveries: registers.map((register) => {
          const day = judging.deliveries.get(register)
          return { register, asOf: day === undefined ? null : dayText(Math.min(day, judging.today)) }
        }),
        tables,
        entries,
      }
    },
  }
}

/** All tables of figures in the order in which they are shown: of records, of entries, of what the rules could assess. */
export function everyTable(
  { by, tables, entries }: Pick<Figures, 'by' | 'tables' | 'entries'>,
  covered: readonly Covered[],
): TableFigures<AnyTable>[] {
  const coverage = coverageFigures(
    covered,
    by === 'department' ? 'department' : 'group',
    (rule) => ruleOf(rule)?.group ?? null,
  )
  return [...tables, ...entries, coverage]
}
