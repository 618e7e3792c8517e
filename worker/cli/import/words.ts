/** Words of an import at its end, for a person. */

import { label } from '../../domain/kinds/labels.ts'
import type { Words } from '../../domain/record/problem.ts'
import { many } from '../../domain/text/many.ts'
import type { Held } from '../../intake/harm/brake.ts'
import type { Harm } from '../../intake/harm/limits.ts'
import type { Note, Rejection } from '../../intake/list/rejection.ts'
import type { Tally } from '../../intake/register/tally.ts'
import type { ListSummary } from '../../intake/run/home/list.ts'
import type { PackageSummary } from '../../intake/run/home/package.ts'
import type { RegisterSummary } from '../../intake/run/register.ts'
import type { ImportSummary } from '../../intake/run/responsibilities.ts'
import { table } from '../shell/terminal.ts'

const SHOWN = 20

/** Report on the import of a list, in both languages: figures, types, rejections and remarks. */
export function textOf(summary: ImportSummary): string {
  const { read, added, changed, unchanged, missing, closed, rejected, entries } = summary
  const figures = table(
    ['', '', ''],
    [
      ['读到', 'read', read],
      ['新增', 'added', added],
      ['变化', 'changed', changed],
      ['未变', 'unchanged', unchanged],
      ['消失', 'missing', missing],
      ['取消', 'closed', closed],
      ['被拒', 'rejected', rejected],
      ['账目', 'entries written', entries],
    ],
  )
  const types = Object.entries(summary.byType).sort((a, b) => b[1] - a[1])
  const byType = types.map(([type, count]) => `${label('zh', 'type', type)} ${count}`).join('，')
  const changes = summary.changes
    .slice(0, SHOWN)
    .map(
      ({ name, fields }) => `  ~ ${name}: ${fields.map((field) => label('zh', 'field', field)).join('、')}`,
    )
  const gone = summary.missingItems.slice(0, SHOWN).map(({ name }) => `  − ${name}`)
  const refused = rejectionLines(summary.rejections)
  const closing = closingLines(summary)
  return `${[figures.trimEnd(), tallyText(summary.tally), byType, ...changes, ...gone, ...refused, ...noteLines(summary.notes), ...heldLines(summary), ...closing].filter((line) => line !== '').join('\n')}\n`
}

/** Lines for the first rejections, each with its place, its value and what would be right. */
export function rejectionLines(rejections: readonly Rejection[]): string[] {
  return rejections.slice(0, SHOWN).map(({ file, sheet, row, column, field, value, reason, expected }) => {
    const place = [file, sheet, row === 0 ? '' : `第 ${row} 行`, column === null ? '' : `${column} 列`]
      .filter((part) => part !== '')
      .join(' · ')
    const what = field === null ? '' : `${label('zh', 'field', field)} `
    const quoted = value === '' ? '' : `“${value}” `
    const of = column === null ? '' : `column ${column}: `
    return `  ✗ ${place}: ${what}${quoted}${told(reason.zh, '。', expected.zh)}\n    ${of}${told(reason.en, '; ', expected.en)}`
  })
}

/** The fault and what would be right as one sentence; the domain says both in its reason. */
function told(reason: string, between: string, expected: string): string {
  return expected === '' ? reason : `${reason.replace(/[。.]$/, '')}${between}${expected}`
}

/** One equation: what became of the rows that were read. */
export function tallyText({ read, recorded, unchanged, passed, rejected }: Tally): string {
  const over = passed.reduce((total, { count }) => total + count, 0)
  const why = (lang: 'zh' | 'en'): string => {
    const [open, between, close] = lang === 'zh' ? ['（', '；', '）'] : [' (', '; ', ')']
    const told = passed.map(({ reason, count }) => `${reason[lang]} ${count}`).join(between)
    return told === '' ? '' : `${open}${told}${close}`
  }
  return [
    `读到 ${read} 行 = 记入 ${recorded} + 未变 ${unchanged} + 略过 ${over}${why('zh')} + 被拒 ${rejected}`,
    `rows read ${read} = recorded ${recorded} + unchanged ${unchanged} + passed over ${over}${why('en')} + rejected ${rejected}`,
  ].join('\n')
}

/** Notes that say the same but for what stands in quotation marks and for numbers are one line with its number. */
export function noteLines(notes: readonly Note[]): string[] {
  const groups = new Map<string, { first: Note; count: number }>()
  for (const note of notes) {
    const key = note.words.en.replace(/"[^"]*"|\d+/g, '')
    const known = groups.get(key)
    groups.set(key, { first: known?.first ?? note, count: (known?.count ?? 0) + 1 })
  }
  const all = [...groups.values()].sort((a, b) => b.count - a.count)
  const more = all.length - SHOWN
  return [
    ...all.slice(0, SHOWN).map(({ first: { file, sheet, row, words }, count }) => {
      const place = [file, sheet, row === null ? '' : `第 ${row} 行`]
        .filter((part) => part !== '')
        .join(' · ')
      const many = count === 1 ? '' : `（同类 ${count} 处 ${count} alike）`
      return `  · ${place}: ${words.zh}${many}\n    ${words.en}`
    }),
    ...(more > 0 ? [`  · 另有 ${more} 类 ${many(more, 'more kind')} (--json)`] : []),
  ]
}

const HARM_WORDS: { readonly [harm in Harm]: Words } = {
  vanished: { zh: '会记为消失或取消的记录', en: 'records would be recorded as vanished or abolished' },
  emptied: { zh: '有内容会被清空的记录', en: 'records would have something emptied' },
  reopened: { zh: '完成日期或结果会不见的记录', en: 'records would lose their end or result' },
  rewritten: { zh: '会记为“来源改写”的记录', en: 'records would be recorded as changed at the source' },
  closed: { zh: '会记为完成或已决定的记录', en: 'records would be said to be done or decided' },
  moved: { zh: '期限会改变的记录', en: 'records would have their due date moved' },
  transferred: { zh: '会转到其他部门的记录', en: 'records would go to another department' },
  rescaled: {
    zh: '金额整个差十倍、千倍、万倍的记录（单位是不是变了？）',
    en: 'records would have all their amounts multiplied by a power of ten (did the unit change?)',
  },
  retyped: {
    zh: '编号与不再出现的记录只差写法的新记录（如 1.0 与 1、007 与 7；若是同一条，请在映射的 key 里写 "fold": "number"）',
    en: 'new records have the key of one that is gone, typed otherwise, as 1.0 for 1 (if they are the same, write "fold": "number" in the key of the mapping)',
  },
  renumbered: {
    zh: '只有编号不同、其余与现有记录完全一样的新记录（编号是不是重排了？）',
    en: 'new records say in all but their key what one says that is gone (were the ids given out anew?)',
  },
}

function heldLines({ held }: { held: readonly Held[] }): string[] {
  return held.flatMap(({ harm, asOf, count, limit, standing, titles }) => {
    const { zh, en } = HARM_WORDS[harm]
    return [
      '',
      `⚠ ${asOf}：${zh} ${count} 条（现有 ${standing} 条，上限 ${limit} 条）。看过后确实如此，请加 --accept ${harm}=${count}。`,
      `  ${asOf}: ${count} ${en} (of ${standing}; the limit is ${limit}). If that is right, pass --accept ${harm}=${count}.`,
      ...titles.slice(0, SHOWN).map((title) => `  − ${title}`),
      ...(titles.length > SHOWN ? [`  … ${titles.length - SHOWN}`] : []),
    ]
  })
}

interface Ending {
  stopped: boolean
  dryRun: boolean
  blocked?: boolean
  held: readonly Held[]
}

function closingLines({ stopped, dryRun, blocked, held }: Ending): string[] {
  if (blocked === true) {
    return [
      '',
      '文件缺少映射写明的内容，或读不了：什么也没有写入。请改正映射或文件；来源改了列名，就改映射里的列名。',
      'A file lacks what the mapping names, or cannot be read: nothing was written. Mend the mapping or the file; where the source renamed a column, name the new one.',
    ]
  }
  if (held.length > 0) {
    return [
      '',
      '这次交付会影响许多记录，没有写入。文件给错了、不全或改了列名时也会这样：请先核对。',
      'This delivery would affect many records and was not written. A wrong or incomplete file, or a renamed column, does the same: look at it first.',
    ]
  }
  if (stopped) {
    return [
      '',
      '有行被拒，什么也没有写入。请改正后重来，或加 --skip-rejected。',
      'Rows were rejected and nothing was written. Mend them, or pass --skip-rejected.',
    ]
  }
  return dryRun ? ['', '只是比较，什么也没有写入。', 'Compared only; nothing was written.'] : []
}

/** One line for each delivery, then the whole. */
export function registerText(summary: RegisterSummary): string {
  const { read, added, changed, unchanged, vanished, rejected, entries } = summary
  const figures = table(
    ['', '', ''],
    [
      ['读到', 'read', read],
      ['新增', 'added', added],
      ['变化', 'changed', changed],
      ['未变', 'unchanged', unchanged],
      ['消失', 'vanished', vanished],
      ['被拒', 'rejected', rejected],
      ['账目', 'entries written', entries],
    ],
  )
  const lines = summary.deliveries.map(({ asOf, files, events }) => {
    const found = Object.entries(events)
      .sort((a, b) => b[1] - a[1])
      .map(([name, count]) => `${name} ${count}`)
    const what = files.length === 1 ? (files[0] ?? '') : many(files.length, 'file')
    return `  ${asOf} · ${what}: ${found.join(', ') || '—'}`
  })
  const parts = [
    figures.trimEnd(),
    tallyText(summary.tally),
    ...lines,
    ...rejectionLines(summary.rejections),
    ...noteLines(summary.notes),
    ...heldLines(summary),
    ...closingLines(summary),
  ]
  return `${parts.filter((line) => line !== '').join('\n')}\n`
}

/** Report on the import of a data package, in both languages. */
export function packageText({ entries, unchanged, withheld, records }: PackageSummary): string {
  return table(
    ['', '', ''],
    [
      ['记录', 'records', records],
      ['账目', 'entries written', entries],
      ['已有', 'there already', unchanged],
      ['不予公开或已删除', 'withheld or erased', withheld],
    ],
  )
}

/** Report on the import of an exported list, in both languages. */
export function listText(summary: ListSummary): string {
  const { read, added, changed, unchanged, rejected, entries } = summary
  const figures = table(
    ['', '', ''],
    [
      ['读到', 'read', read],
      ['新增', 'added', added],
      ['变化', 'changed', changed],
      ['未变', 'unchanged', unchanged],
      ['被拒', 'rejected', rejected],
      ['账目', 'entries written', entries],
    ],
  )
  const parts = [
    ...(entries === 0 ? [] : [`交付 delivery  ${summary.delivery}`]),
    figures.trimEnd(),
    ...rejectionLines(summary.rejections),
    ...heldLines(summary),
    ...closingLines(summary),
  ]
  return `${parts.filter((line) => line !== '').join('\n')}\n`
}
