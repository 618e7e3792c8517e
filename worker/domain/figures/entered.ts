/** 更正和迟延: how much of what was entered had to be put right, and how much was entered late. Counted are entries. */
import type { EntryNote } from '../record/entered/notes.ts'
import { of, type Words } from '../record/problem.ts'
import { counted, type FigureTable } from './measures.ts'

/** Names of the notes on entries, for figures and lists. */
export const noteWords: { readonly [note in EntryNote]: Words } = {
  corrected: of('更正', 'Corrected'),
  annulled: of('作废', 'Annulled'),
  put_back: of('撤销作废、恢复', 'Put back'),
  late: of('迟延入账', 'Recorded late'),
}

/** Table of entries. */
export interface EntryTable extends FigureTable {
  name: 'corrections' | 'recording'
}

const ENTERED = ['entries'] as const
const OWN = ['own'] as const

/** Tables of entries, in the order in which they are shown. They are counted by year and by department. */
export const entryTables: readonly [EntryTable, EntryTable] = [
  {
    name: 'corrections',
    title: of('更正、作废和恢复', 'Corrections'),
    hint: of(
      '单位是账目（条），按入账的年份（协调世界时的整年）和为之入账的部门。分母是同一行的全部账目；账户、日摘要、规则簿和目录的账目不计，作废的记录的账目照计。更正多，可能是错得多，也可能是改得勤。',
      'Counted are entries, by the year of recording (whole years of UTC) and the department they were logged for. The denominator is all entries of the row; those on accounts, digests, the rulebook and the catalogue are left out, those of annulled records are in. Many corrections may mean many mistakes, or diligence.',
    ),
    measures: [
      counted('entries', of('账目', 'Entries')),
      counted('corrected', noteWords.corrected, { told: 'corrected' }, ENTERED),
      counted('annulled', noteWords.annulled, { told: 'annulled' }, ENTERED),
      counted('put_back', noteWords.put_back, { told: 'put_back' }, ENTERED),
    ],
  },
  {
    name: 'recording',
    title: of('迟延入账', 'Recorded late'),
    hint: of(
      '单位是账目（条），按入账的年份（协调世界时的整年）。“迟延”是比账目所说的最后一天晚 5 天或更久才入账；只写到月或年的，从月底或年底算起。分母是部门自己逐条入账的；从公开登记册导入的记录本来就是事后补录，另列一栏，不算迟延。',
      'Counted are entries, by the year of recording (whole years of UTC). Late is what was recorded five days or more after the last day that the entry may mean; a month or a year counts from its end. The denominator is what departments entered themselves; records of an imported register are history by nature, and stand in a column of their own.',
    ),
    measures: [
      counted('entries', of('账目', 'Entries')),
      counted('own', of('部门自己入账的', 'Entered by departments')),
      counted('late', noteWords.late, { told: 'late' }, OWN),
      counted('delivered', of('登记册导入的', 'Of imported registers')),
    ],
  },
]
