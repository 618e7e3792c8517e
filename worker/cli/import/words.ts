/** What an import says at its end, for a person. */
import { label } from '../../domain/kinds/labels.ts'
import type { Rejection } from '../../intake/list/rejection.ts'
import type { ListSummary } from '../../intake/run/home/list.ts'
import type { PackageSummary } from '../../intake/run/home/package.ts'
import type { RegisterSummary } from '../../intake/run/register.ts'
import type { ImportSummary } from '../../intake/run/responsibilities.ts'
import { table } from '../shell/terminal.ts'

const SHOWN = 20

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
  const notes = summary.notes.length === 0 ? [] : [`${summary.notes.length} 条说明 notes (--json)`]
  return `${[figures.trimEnd(), byType, ...changes, ...gone, ...refused, ...notes, ...closing].filter((line) => line !== '').join('\n')}\n`
}

export function rejectionLines(rejections: readonly Rejection[]): string[] {
  return rejections.slice(0, SHOWN).map(({ file, sheet, row, column, field, value, reason, expected }) => {
    const place = [file, sheet, row === 0 ? '' : `第 ${row} 行`, column === null ? '' : `${column} 列`]
      .filter((part) => part !== '')
      .join(' · ')
    const what = field === null ? '' : `${label('zh', 'field', field)} `
    return `  ✗ ${place}: ${what}“${value}” ${reason.zh}。${expected.zh}\n    ${reason.en}; ${expected.en}`
  })
}

function closingLines({ stopped, dryRun }: { stopped: boolean; dryRun: boolean }): string[] {
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
    const what = files.length === 1 ? (files[0] ?? '') : `${files.length} files`
    return `  ${asOf} · ${what}: ${found.join(', ') || '—'}`
  })
  const notes = summary.notes.length === 0 ? [] : [`${summary.notes.length} 条说明 notes (--json)`]
  const parts = [
    figures.trimEnd(),
    ...lines,
    ...rejectionLines(summary.rejections),
    ...notes,
    ...closingLines(summary),
  ]
  return `${parts.filter((line) => line !== '').join('\n')}\n`
}

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
  const parts = [figures.trimEnd(), ...rejectionLines(summary.rejections), ...closingLines(summary)]
  return `${parts.filter((line) => line !== '').join('\n')}\n`
}
