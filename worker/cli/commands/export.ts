import { createHash } from 'node:crypto'
import { createWriteStream, fchmodSync } from 'node:fs'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { listedKinds, lists } from '../../domain/kinds/table.ts'
import type { Lang } from '../../domain/record/problem.ts'
import { isAddress, openHttp } from '../../intake/run/http.ts'
import type { TableKind } from '../../services/export/column.ts'
import type { Licence } from '../../services/export/datapackage.ts'
import {
  type PackageFile,
  type PackageSource,
  type Packed,
  writePackage,
} from '../../services/export/package.ts'
import { csvLines, isPublished, publishedSheet } from '../../services/export/published-list.ts'
import { localSource, remoteSource } from '../../services/export/source.ts'
import { recordPages, tableLines, tableSheet } from '../../services/export/table.ts'
import { workbook } from '../../services/export/workbook/workbook.ts'
import { defineCommand } from '../shell/command.ts'
import { LEDGER, withServices } from '../shell/place.ts'
import type { Terminal } from '../shell/terminal.ts'
import { todayFor } from '../shell/today.ts'
import { UsageError } from '../shell/usage.ts'

/** Rights of a file that everybody may read. */
const FOR_ALL = 0o644

const LISTS = listedKinds.map((kind) => lists[kind])

export const exportCommand = defineCommand({
  operands: `<${LISTS.join('|')}|entries>`,
  options: {
    ...LEDGER,
    url: { type: 'string', value: 'URL', words: { zh: '或：服务器地址', en: 'or: address of a server' } },
    format: {
      type: 'string',
      value: 'csv|xlsx|json',
      words: {
        zh: '格式：csv（默认）、xlsx（工作簿，须同时用 --out）或 json（每行一条）',
        en: 'csv (default), xlsx (a workbook, with --out) or json (one per line)',
      },
    },
    names: {
      type: 'string',
      value: 'list|fields',
      words: {
        zh: '部门和权责清单的列名：list（如公布的清单，默认）或 fields（字段名）',
        en: 'columns of departments and responsibilities: list (as published, the default) or fields',
      },
    },
    department: {
      type: 'string',
      value: 'ID',
      words: { zh: '只要这一部门的', en: 'of this department alone' },
    },
    out: {
      type: 'string',
      value: 'FILE',
      words: { zh: '写入文件（默认标准输出）', en: 'write to a file (default: standard output)' },
    },
    package: {
      type: 'string',
      value: 'DIR',
      words: {
        zh: '整个登记册写成数据包（datapackage.json、各清单、全部账目）',
        en: 'the whole register as a data package: datapackage.json, every list, every entry',
      },
    },
    licence: {
      type: 'string',
      value: 'NAME|URL',
      words: { zh: '写入数据包的使用许可', en: 'licence to be named in the package' },
    },
    lang: {
      type: 'string',
      value: 'zh|en',
      words: { zh: 'CSV 中文字的语言（默认 zh）', en: 'language of the words in a CSV (default zh)' },
    },
  },
  notes: [
    {
      zh: '导出的权责清单可以原样导入：import responsibility-list FILE；决策、节点等清单用 import list FILE。CSV 与工作簿都可以，经电子表格打开、保存后也一样。',
      en: 'An exported list of responsibilities imports as it is: import responsibility-list FILE; decisions, milestones and so on with import list FILE. A CSV as well as a workbook, also after a spreadsheet opened and saved it.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const lang = values.lang === 'en' ? 'en' : 'zh'
    const today = await todayFor(terminal, values.url === undefined ? values : null)
    if (values.package !== undefined) {
      const folder = values.package
      requireWhole(positionals, values)
      const licences = values.licence === undefined ? [] : [licenceOf(values.licence)]
      const packed = await withSource(values, terminal, today, (source) =>
        packInto(source, folder, lang, licences),
      )
      if (values.json === true) json({ package: folder, ...packed })
      else terminal.out(packedText(packed))
      return 0
    }
    const wanted = wantedOf(positionals, values)
    const written = await withSource(values, terminal, today, (source) =>
      writeAll(linesOf(source, wanted, { lang, today }), values.out, terminal),
    )
    if (values.json === true && values.out !== undefined) {
      const { what, format } = wanted
      json({ what, format, out: values.out, bytes: written })
    }
    return 0
  },
})

interface Given {
  data?: string
  libsql?: string
  url?: string
  format?: string
  names?: string
  department?: string
  out?: string
  licence?: string
}

interface Wanted {
  what: string
  /** Null for entries. */
  kind: TableKind | null
  format: 'csv' | 'xlsx' | 'json'
  department: string | undefined
  /** As published lists print it, and not under the names of its fields. */
  asPublished: boolean
}

/** @throws UsageError for what goes with one list alone */
function requireWhole(positionals: readonly string[], { format, names, department, out }: Given): void {
  if (positionals.length === 0 && [format, names, department, out].every((value) => value === undefined))
    return
  throw new UsageError({
    zh: '--package 写出整个登记册，不与清单名、--format、--names、--department、--out 同用。',
    en: '--package writes the whole register: no list, --format, --names, --department or --out beside it.',
  })
}

function wantedOf(positionals: readonly string[], { format: asked, names, department, out }: Given): Wanted {
  const [what = '', ...more] = positionals
  const kind = listedKinds.find((one) => lists[one] === what) ?? null
  if ((kind === null && what !== 'entries') || more.length > 0) {
    throw new UsageError({
      zh: `请指明 ${LISTS.join('、')} 或 entries；整个登记册用 --package DIR。`,
      en: `Name ${LISTS.join(', ')} or entries; the whole register goes with --package DIR.`,
    })
  }
  const format = asked ?? (kind === null ? 'json' : 'csv')
  if ((format !== 'csv' && format !== 'xlsx' && format !== 'json') || (kind === null && format !== 'json')) {
    throw new UsageError({
      zh: '格式应为 csv、xlsx 或 json；账目只有 json。',
      en: 'The format is csv, xlsx or json; entries come as json alone.',
    })
  }
  if (format === 'xlsx' && out === undefined)
    throw new UsageError({
      zh: '工作簿须写入文件：--out FILE。',
      en: 'A workbook is written to a file: --out FILE.',
    })
  if (names !== undefined && names !== 'list' && names !== 'fields')
    throw new UsageError({ zh: '--names 应为 list 或 fields。', en: '--names is list or fields.' })
  const published = kind !== null && isPublished(kind)
  return { what, kind, format, department, asPublished: published && names !== 'fields' }
}

function licenceOf(text: string): Licence {
  return isAddress(text) ? { path: text } : { name: text }
}

/** Opens a data folder or asks a server, and closes it again. */
async function withSource<T>(
  given: Given,
  terminal: Terminal,
  today: string,
  use: (source: PackageSource) => Promise<T>,
): Promise<T> {
  const { url } = given
  if (url === undefined)
    return withServices(given, terminal, ({ reading }) => use(localSource(reading, today)))
  const http = openHttp(url)
  return use(remoteSource((path) => http.json(path), today))
}

async function* linesOf(
  source: PackageSource,
  { kind, format, department, asPublished }: Wanted,
  context: { lang: Lang; today: string },
): AsyncGenerator<string | Uint8Array> {
  if (kind === null) yield* entryLines(source)
  else if (format === 'xlsx')
    yield* workbook(
      asPublished && isPublished(kind)
        ? publishedSheet(source, { kind, department }, context.lang)
        : tableSheet(source, kind, { department }, context),
    )
  else if (format === 'csv' && asPublished && isPublished(kind))
    yield* csvLines(source, { kind, department }, context.lang)
  else if (format === 'csv') yield* tableLines(source, kind, { department }, context)
  else {
    for await (const records of recordPages(source, { kind, department }))
      yield records.map((record) => `${JSON.stringify(record)}\n`).join('')
  }
}

async function* entryLines(source: PackageSource): AsyncGenerator<string> {
  for (let since = 0; ; ) {
    const items = await source.entries(since)
    const last = items.at(-1)
    if (last === undefined) return
    yield items.map((item) => `${JSON.stringify(item)}\n`).join('')
    since = last.index + 1
  }
}

/** A file that is written as fast as the disk takes it. */
function openFile(path: string): PackageFile & { write(piece: string | Uint8Array): Promise<void> } {
  const file = createWriteStream(path, { mode: FOR_ALL })
  // This process makes files for its owner alone, as a data folder asks; what is exported is public.
  file.once('open', (fd) => fchmodSync(fd, FOR_ALL))
  // Where nothing waits for the file at that moment, `end` tells of what went wrong.
  const done = finished(file)
  done.catch(() => undefined)
  const hash = createHash('sha256')
  let bytes = 0
  return {
    async write(text) {
      hash.update(text)
      bytes += Buffer.byteLength(text)
      if (!file.write(text)) {
        const drained = new Promise<void>((ready) => file.once('drain', () => ready()))
        await Promise.race([drained, done])
      }
    },
    async end() {
      file.end()
      await done
      return { bytes, sha256: hash.digest('hex') }
    },
  }
}

async function packInto(
  source: PackageSource,
  folder: string,
  lang: Lang,
  licences: readonly Licence[],
): Promise<Packed> {
  const made = await mkdir(folder, { recursive: true })
  if (made !== undefined) await chmod(folder, 0o755)
  // A package that is being written anew is none until it is whole.
  await rm(join(folder, 'datapackage.json'), { force: true })
  return writePackage(source, (path) => openFile(join(folder, path)), { lang, licences })
}

function packedText({ size, files }: Packed): string {
  const lines = files.map(
    ({ path, rows, bytes, sha256 }) => `${sha256}  ${path}  ${rows ?? '-'}  ${bytes} B\n`,
  )
  return `${lines.join('')}${size} 条账目 entries\n`
}

/** Writes all of it. @returns bytes written */
async function writeAll(
  pieces: AsyncGenerator<string | Uint8Array>,
  out: string | undefined,
  terminal: Terminal,
): Promise<number> {
  if (out !== undefined) {
    const file = openFile(out)
    for await (const piece of pieces) await file.write(piece)
    return (await file.end()).bytes
  }
  let bytes = 0
  for await (const piece of pieces) {
    const text = typeof piece === 'string' ? piece : ''
    bytes += Buffer.byteLength(text)
    terminal.out(text)
  }
  return bytes
}
