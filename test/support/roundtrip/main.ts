/**
 * `npm run roundtrip`: every list of the demo city, or of a data folder (`--data DIR`), goes through LibreOffice, as CSV and
 * as a workbook, opened and saved by nobody's hand, and comes home unchanged. Says so and ends where LibreOffice is not
 * installed.
 */
import { spawnSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listedKinds, lists } from '../../../worker/domain/kinds/table.ts'
import { isPublished } from '../../../worker/services/export/published-list.ts'
import { runCli } from '../cli.ts'
import { newFolder } from '../folders.ts'
import { wholeCity } from './city.ts'

const OFFICE = 'soffice'
/** As LibreOffice names them: CSV with commas, quotes and UTF-8, every cell as it is shown. */
const FILTERS = {
  csv: 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true',
  xlsx: 'xlsx:Calc MS Excel 2007 XML',
}
/** Every list under the names of its fields; those that are published in words of their own in these as well. */
const LISTS = listedKinds.flatMap((kind): { list: string; words: string[] }[] => {
  const list = lists[kind]
  if (!isPublished(kind)) return [{ list, words: [] }]
  const published = ['zh', 'en'].map((lang) => ({ list, words: ['--names', 'list', '--lang', lang] }))
  return [...published, { list, words: ['--names', 'fields'] }]
})

function convert(file: string, format: keyof typeof FILTERS, folder: string): string | null {
  const input = format === 'csv' ? ['--infilter=CSV:44,34,76,1'] : []
  const { status, error } = spawnSync(
    OFFICE,
    ['--headless', ...input, '--convert-to', FILTERS[format], '--outdir', folder, file],
    { stdio: 'ignore', env: { ...process.env, HOME: folder } },
  )
  return error === undefined && status === 0 ? join(folder, file.split('/').at(-1) ?? '') : null
}

interface Summary {
  read?: number
  items?: number
  unchanged: number
  rejected: number
  stopped?: boolean
}

async function main(): Promise<number> {
  if (spawnSync(OFFICE, ['--version'], { stdio: 'ignore' }).error !== undefined) {
    console.log(
      'LibreOffice (soffice) is not installed: nothing was tried. On Debian: apt-get install libreoffice-calc',
    )
    return 0
  }
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  const data = values.data ?? (await wholeCity(join(await newFolder(), 'city')))
  const folder = await newFolder('roundtrip-')
  let failed = 0
  for (const { list, words } of LISTS) {
    const shown = [list, ...words].join(' ')
    const printed = await runCli(['export', list, '--format', 'json', '--data', data])
    if (printed.out === '') {
      console.log(`– ${list}: the ledger holds none`)
      continue
    }
    for (const format of ['csv', 'xlsx'] as const) {
      const own = [list, ...words, format].join('')
      const [out, saved] = [join(folder, `out-${own}`), join(folder, `saved-${own}`)]
      await mkdir(out, { recursive: true })
      await mkdir(saved, { recursive: true })
      const file = join(out, `${list}.${format}`)
      await runCli(['export', list, '--format', format, '--data', data, '--out', file, ...words])
      const back = convert(file, format, saved)
      const args = ['import', 'list', back ?? file, '--data', data, '--dry-run', '--json']
      const run = back === null ? null : await runCli(args)
      const summary = run?.code === 0 || run?.code === 1 ? (run.json() as Summary) : null
      const read = summary?.read ?? summary?.items ?? 0
      const good = summary !== null && read > 0 && read === summary.unchanged && summary.rejected === 0
      if (!good) failed += 1
      console.log(
        `${good ? '✓' : '✗'} ${shown}, ${format}: ${summary === null ? (run?.err ?? 'not converted') : `${read} read, ${summary.unchanged} unchanged, ${summary.rejected} rejected`}`,
      )
    }
  }
  return failed === 0 ? 0 : 1
}

process.exitCode = await main()
