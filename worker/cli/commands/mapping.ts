import type { Words } from '../../domain/problem.ts'
import { draftMapping } from '../../intake/register/draft.ts'
import { parseRegister } from '../../intake/register/parse.ts'
import { readRegister } from '../../intake/register/read.ts'
import type { GivenFile } from '../../intake/register/tables.ts'
import { todayOf } from '../../services/perform.ts'
import { defineCommand } from '../command.ts'
import { bytesOf, filesOf } from '../import/files.ts'
import { rejectionLines } from '../import/words.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage.ts'
import { mappingOf } from './import.ts'

export const mappingCommand = defineCommand({
  name: 'mapping',
  operands: 'check <mapping.json> [<sample>…] | draft <sample>…',
  summary: { zh: '检查映射，或照着样本起草一个', en: 'Check a mapping, or draft one from a sample' },
  options: {
    name: {
      type: 'string',
      value: 'NAME',
      words: { zh: '新映射的名称（默认 my-register）', en: 'name of the new mapping (default my-register)' },
    },
    kind: {
      type: 'string',
      value: 'decision|milestone',
      words: {
        zh: '只要决策或只要节点（默认看有没有期限）',
        en: 'decisions or milestones alone (default: both where there are due dates)',
      },
    },
  },
  notes: [
    {
      zh: '映射格式见 worker/intake/MAPPING.md；JSON Schema：mingzhang import --schema。',
      en: 'The format is described in worker/intake/MAPPING.md; its JSON Schema: mingzhang import --schema.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const [act, ...operands] = positionals
    const print = values.json === true ? json : null
    if (act === 'draft' && operands.length > 0)
      return draft(await given(operands), values.name ?? 'my-register', kindOf(values.kind), terminal, print)
    const [file, ...samples] = operands
    if (act === 'check' && file !== undefined)
      return check(file, samples.length === 0 ? [] : await given(samples), terminal, print)
    throw new UsageError({
      zh: '请写 mapping check <文件> 或 mapping draft <样本>…。',
      en: 'Say mapping check <file>, or mapping draft <sample>….',
    })
  },
})

function kindOf(kind: string | undefined): 'decision' | 'milestone' | null {
  if (kind === undefined) return null
  if (kind === 'decision' || kind === 'milestone') return kind
  throw new UsageError({
    zh: `--kind 应为 decision 或 milestone，不是 ${kind}。`,
    en: `--kind takes decision or milestone, not ${kind}.`,
  })
}

async function given(operands: readonly string[]): Promise<GivenFile[]> {
  const paths = await filesOf(operands)
  return Promise.all(paths.map(async (path) => ({ path, bytes: await bytesOf(path) })))
}

type Print = ((value: unknown) => void) | null

function draft(
  files: readonly GivenFile[],
  name: string,
  kind: 'decision' | 'milestone' | null,
  terminal: Terminal,
  print: Print,
): 0 {
  const { mapping, remarks } = draftMapping(files, { name, kind })
  const read = readRegister(files, {
    mapping: parseRegister(mapping),
    asOf: null,
    today: todayOf(terminal.now()),
    departmentOf: () => null,
  })
  const records = read.reduce((sum, one) => sum + one.records.length, 0)
  const rejected = read.reduce((sum, one) => sum + one.rejected.length, 0)
  if (print !== null) {
    print({ mapping, remarks, records, rejected })
    return 0
  }
  terminal.out(`${JSON.stringify(mapping, null, 2)}\n`)
  terminal.err(
    told([
      ...remarks,
      {
        zh: `用它读样本：${records} 条记录，${rejected} 处被拒。`,
        en: `It reads ${records} records from the sample and rejects ${rejected}.`,
      },
    ]),
  )
  return 0
}

const told = (remarks: readonly Words[]): string => remarks.map(({ zh, en }) => `· ${zh}\n  ${en}\n`).join('')

async function check(
  file: string,
  samples: readonly GivenFile[],
  terminal: Terminal,
  print: Print,
): Promise<0 | 1> {
  const mapping = await mappingOf(file)
  const kinds = mapping.target === 'register' ? mapping.records.map(({ kind }) => kind) : ['responsibility']
  if (mapping.target !== 'register' || samples.length === 0) {
    if (print === null) terminal.out(`✓ ${mapping.name}: ${kinds.join(', ')}\n`)
    else print({ ok: true, name: mapping.name, kinds })
    return 0
  }
  const deliveries = readRegister(samples, {
    mapping,
    asOf: null,
    today: todayOf(terminal.now()),
    departmentOf: () => null,
  })
  const rejected = deliveries.flatMap((one) => one.rejected)
  const byKind: Record<string, number> = {}
  for (const { records } of deliveries) for (const { kind } of records) byKind[kind] = (byKind[kind] ?? 0) + 1
  if (print !== null)
    print({
      ok: rejected.length === 0,
      name: mapping.name,
      kinds,
      records: byKind,
      rejected,
      notes: deliveries.flatMap(({ notes }) => notes),
    })
  else {
    const found = Object.entries(byKind).map(([kind, count]) => `${kind} ${count}`)
    terminal.out(
      `${rejected.length === 0 ? '✓' : '✗'} ${mapping.name}: ${found.join(', ') || '—'}\n${rejectionLines(rejected).join('\n')}\n`,
    )
  }
  return rejected.length === 0 ? 0 : 1
}
