import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { openMachine } from '../../machine.ts'
import { csvLines } from '../../services/csv.ts'
import type { Reading } from '../../services/reading.ts'
import { defineCommand } from '../command.ts'
import { requireLedger } from '../data-folder.ts'
import { openHttp } from '../http.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage.ts'

const LISTS = { departments: 'department', responsibilities: 'responsibility' } as const

export const exportCommand = defineCommand({
  name: 'export',
  operands: '<departments|responsibilities|entries>',
  summary: { zh: '导出清单或账目', en: 'Export lists or entries' },
  options: {
    data: {
      type: 'string',
      value: 'DIR',
      words: { zh: '本机数据目录（默认 .data）', en: 'data folder of this machine (default .data)' },
    },
    url: { type: 'string', value: 'URL', words: { zh: '或：服务器地址', en: 'or: address of a server' } },
    format: {
      type: 'string',
      value: 'csv|json',
      words: { zh: '格式：csv（默认）或 json（每行一条）', en: 'csv (default) or json (one per line)' },
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
    lang: {
      type: 'string',
      value: 'zh|en',
      words: { zh: 'CSV 列名的语言（默认 zh）', en: 'language of CSV column names (default zh)' },
    },
  },
  notes: [
    {
      zh: '导出的 CSV 可以原样导入：import responsibility-list FILE。',
      en: 'An exported CSV imports as it is: import responsibility-list FILE.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const [what, ...more] = positionals
    const format = values.format ?? (what === 'entries' ? 'json' : 'csv')
    const known = what === 'departments' || what === 'responsibilities' || what === 'entries'
    if (!known || more.length > 0) {
      throw new UsageError({
        zh: '请指明 departments、responsibilities 或 entries。',
        en: 'Name departments, responsibilities or entries.',
      })
    }
    if ((format !== 'csv' && format !== 'json') || (what === 'entries' && format === 'csv')) {
      throw new UsageError({
        zh: '格式应为 csv 或 json；账目只有 json。',
        en: 'The format is csv or json; entries come as json alone.',
      })
    }
    const lang = values.lang === 'en' ? 'en' : 'zh'
    const department = values.department
    const lines =
      values.url === undefined
        ? fromFolder(values.data ?? '.data', { what, format, lang, department })
        : fromServer(values.url, { what, format, lang, department })
    const written = await writeAll(lines, values.out, terminal)
    if (values.json === true && values.out !== undefined)
      json({ what, format, out: values.out, bytes: written })
    return 0
  },
})

interface Wanted {
  what: 'departments' | 'responsibilities' | 'entries'
  format: 'csv' | 'json'
  lang: 'zh' | 'en'
  department: string | undefined
}

async function* fromFolder(
  dataDir: string,
  { what, format, lang, department }: Wanted,
): AsyncGenerator<string> {
  requireLedger(dataDir)
  const { services, close } = await openMachine({ dataDir })
  const { reading } = services
  try {
    if (what === 'entries') yield* entryLines((since) => reading.changes({ since, limit: 500 }))
    else if (format === 'csv') yield* csvLines(reading, { kind: LISTS[what], department }, lang)
    else yield* recordLines(reading, LISTS[what], department)
  } finally {
    await close()
  }
}

async function* entryLines(
  page: (since: number) => Promise<{ items: unknown[]; next: number }>,
): AsyncGenerator<string> {
  for (let since = 0; ; ) {
    const { items, next } = await page(since)
    if (items.length === 0) return
    yield items.map((item) => `${JSON.stringify(item)}\n`).join('')
    since = next
  }
}

async function* recordLines(
  reading: Reading,
  kind: 'department' | 'responsibility',
  department: string | undefined,
): AsyncGenerator<string> {
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await reading.records({ kind, department, cursor, limit: 500 })
    yield items.map((item) => `${JSON.stringify(item)}\n`).join('')
    if (next === null) return
    cursor = next
  }
}

async function* fromServer(url: string, { what, format, lang, department }: Wanted): AsyncGenerator<string> {
  const http = openHttp(url)
  const of = department === undefined ? '' : `&department=${encodeURIComponent(department)}`
  if (format === 'csv') {
    yield await http.text(`/api/v1/${what}.csv?lang=${lang}${of}`)
    return
  }
  if (what === 'entries') {
    yield* entryLines(async (since) => pageOf(await http.json(`/api/v1/changes?since=${since}&limit=500`)))
    return
  }
  for (let cursor = ''; ; ) {
    const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: unknown = await http.json(`/api/v1/${what}?limit=200${of}${after}`)
    const { items, next } = listOf(page)
    yield items.map((item) => `${JSON.stringify(item)}\n`).join('')
    if (next === null) return
    cursor = next
  }
}

function pageOf(page: unknown): { items: unknown[]; next: number } {
  const { items } = listOf(page)
  const next = typeof page === 'object' && page !== null && 'next' in page ? Number(page.next) : 0
  return { items, next }
}

function listOf(page: unknown): { items: unknown[]; next: string | null } {
  const found = typeof page === 'object' && page !== null ? page : {}
  const items = 'items' in found && Array.isArray(found.items) ? found.items : []
  return { items, next: 'next' in found && typeof found.next === 'string' ? found.next : null }
}

/** Writes all of it. @returns bytes written */
async function writeAll(
  lines: AsyncGenerator<string>,
  out: string | undefined,
  terminal: Terminal,
): Promise<number> {
  let bytes = 0
  if (out === undefined) {
    for await (const text of lines) {
      bytes += Buffer.byteLength(text)
      terminal.out(text)
    }
    return bytes
  }
  const file = createWriteStream(out, { mode: 0o644 })
  for await (const text of lines) {
    bytes += Buffer.byteLength(text)
    if (!file.write(text)) await new Promise<void>((ready) => file.once('drain', () => ready()))
  }
  file.end()
  await finished(file)
  return bytes
}
