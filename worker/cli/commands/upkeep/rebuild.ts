/** Derives everything anew from the entries, and tells what was stored otherwise. */
import { many } from '../../../domain/text/many.ts'
import type { RebuildReport } from '../../../services/rebuilding.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, withServices } from '../../shell/place.ts'
import { progressOn } from '../../shell/progress.ts'
import { UsageError } from '../../shell/usage.ts'

/** The result of `rebuild`, as printed by `--json`. */
export interface RebuildResult extends RebuildReport {
  /** True if it was only asked what differs. */
  check: boolean
  ok: boolean
}

export const rebuild = defineCommand({
  operands: '',
  options: {
    ...LEDGER,
    check: {
      type: 'boolean',
      words: { zh: '只比对，不改动任何记录', en: 'only compare; change no record' },
    },
  },
  notes: [
    {
      zh: '账本本身一条不动：重新整理的是由它得出的记录、关联、日程和检索。打开账本时，旧版程序整理的部分会自动在后台重建；这一命令当即重建全部。',
      en: 'The ledger itself stays as it is: derived anew are the records, links, days and search terms that follow from it. When a ledger is served, what an earlier version derived is rebuilt in the background by itself; this command rebuilds all of it at once.',
    },
    {
      zh: '--check 时，如有不同，退出码为 1。',
      en: 'With --check, exit code 1 when something differs.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    if (positionals.length > 0)
      throw new UsageError({ zh: '数据目录请用 --data 给出。', en: 'Name the data folder with --data.' })
    const check = values.check === true
    const progress = progressOn(terminal)
    try {
      const report = await withServices(values, terminal, ({ rebuilding }) =>
        rebuilding.all({
          write: !check,
          onProgress: (done, of) => progress.at(done, of, '重建 rebuild'),
        }),
      )
      progress.end()
      const result: RebuildResult = {
        ...report,
        check,
        ok: !check || (report.differences.length === 0 && report.miscounted === 0),
      }
      if (values.json === true) json(result)
      else terminal.out(textOf(result))
      return result.ok ? 0 : 1
    } finally {
      progress.end()
    }
  },
})

function textOf({ records, older, miscounted, differences, check }: RebuildResult): string {
  const lines = differences.map(({ id, title, fields }) => `${id}  ${title}  ${fields.join(' ')}`)
  const n = differences.length
  const zh =
    n === 0
      ? `${records} 项记录都与账目一致。`
      : `${records} 项记录中有 ${n} 项与账目不同${check ? '' : '，已按账目重新整理'}。`
  const en =
    n === 0
      ? `All ${many(records, 'record is', 'records are')} as their entries give them.`
      : `${n} of ${many(records, 'record was', 'records were')} not as their entries give them${check ? '' : ', and were derived anew'}.`
  const others =
    older === 0
      ? []
      : [
          `另一版程序整理的有 ${older} 项${check ? '，等待重建' : '，已重建'}。`,
          `${older} were derived by another version of the program${check ? ', and wait to be rebuilt' : ', and were rebuilt'}.`,
        ]
  const counts =
    miscounted === 0
      ? []
      : [
          `${miscounted} 类记录的件数与实际不符${check ? '' : '，已重新点数'}。`,
          `Of ${miscounted} sorts of records another number was kept than there are${check ? '' : '; they were counted anew'}.`,
        ]
  return `${[...lines, ...(lines.length > 0 ? [''] : []), zh, en, ...counts, ...others].join('\n')}\n`
}
