import type { Words } from '../../domain/record/problem.ts'
import { many } from '../../domain/text/many.ts'
import type { GivenFile } from '../../intake/files/sheet.ts'
import { combine, readDelivery } from '../../intake/list/delivery.ts'
import type { Mapping } from '../../intake/list/mapping.schema.ts'
import type { Note, Rejection } from '../../intake/list/rejection.ts'
import { tallyOfList } from '../../intake/list/tally.ts'
import { parseAnyMapping } from '../../intake/profiles.ts'
import { draftOf, type Tried } from '../../intake/register/draft/draft.ts'
import { type DraftableKind, draftableKinds } from '../../intake/register/draft/settle.ts'
import type { RegisterMapping } from '../../intake/register/mapping.schema.ts'
import { readRegister } from '../../intake/register/read.ts'
import { type Tally, tallied, tallyOfReading } from '../../intake/register/tally.ts'
import { unusedIn } from '../../intake/register/unused.ts'
import { filesOf, givenOf } from '../import/files.ts'
import { noteLines, rejectionLines, tallyText } from '../import/words.ts'
import { defineCommand } from '../shell/command.ts'
import type { Terminal } from '../shell/terminal.ts'
import { todayHere } from '../shell/today.ts'
import { UsageError } from '../shell/usage.ts'
import { mappingOf } from './import.ts'

export const mappingCommand = defineCommand({
  operands: 'check <mapping.json> [<sample>…] | draft <sample>…',
  options: {
    name: {
      type: 'string',
      value: 'NAME',
      words: { zh: '新映射的名称（默认 my-register）', en: 'name of the new mapping (default my-register)' },
    },
    kind: {
      type: 'string',
      value: draftableKinds.join('|'),
      words: {
        zh: '只要这一种记录（默认看样本像什么）',
        en: 'records of this kind alone (default: what the sample seems to hold)',
      },
    },
  },
  notes: [
    {
      zh: '几年的样本一起给，起草得更准：编号是否稳定、表头是否改过，都看得出来。',
      en: 'Give samples of several years together: then it can be seen whether numbers are stable and headers have changed.',
    },
    {
      zh: '映射格式见 worker/intake/MAPPING.md；JSON Schema：mingzhang import --schema。',
      en: 'The format is described in worker/intake/MAPPING.md; its JSON Schema: mingzhang import --schema.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const [act, ...operands] = positionals
    const print = values.json === true ? json : null
    if (act === 'draft' && operands.length > 0) {
      const name = nameOf(values.name)
      return draft(await given(operands), name, kindOf(values.kind), terminal, print)
    }
    const [file, ...samples] = operands
    if (act === 'check' && file !== undefined)
      return check(file, samples.length === 0 ? null : await given(samples), terminal, print)
    throw new UsageError({
      zh: '请写 mapping check <文件> 或 mapping draft <样本>…。',
      en: 'Say mapping check <file>, or mapping draft <sample>….',
    })
  },
})

function kindOf(kind: string | undefined): DraftableKind | null {
  if (kind === undefined) return null
  const known = draftableKinds.find((one) => one === kind)
  if (known !== undefined) return known
  throw new UsageError({
    zh: `--kind 应为 ${draftableKinds.join('、')} 之一，不是 ${kind}。`,
    en: `--kind takes ${draftableKinds.join(', ')}, not ${kind}.`,
  })
}

function nameOf(name = 'my-register'): string {
  if (/^[a-z][a-z0-9-]{1,40}$/.test(name)) return name
  throw new UsageError({
    zh: `--name 应为小写字母、数字和连字符，如 city-works，不是 ${name}。`,
    en: `--name takes small letters, digits and hyphens, such as city-works, not ${name}.`,
  })
}

async function given(operands: readonly string[]): Promise<GivenFile[]> {
  return givenOf(await filesOf(operands))
}

type Print = ((value: unknown) => void) | null

function draft(
  files: readonly GivenFile[],
  name: string,
  kind: DraftableKind | null,
  terminal: Terminal,
  print: Print,
): 0 {
  const { mapping, remarks, tried } = draftOf(files, { name, kind, today: todayHere(terminal) })
  const {
    records: count,
    rejected,
    tally,
  } = tried ?? triedOf(reading(parseAnyMapping(mapping), files, terminal))
  if (print !== null) {
    print({ mapping, remarks, records: count, rejected, tally })
    return 0
  }
  terminal.out(`${JSON.stringify(mapping, null, 2)}\n`)
  const result = {
    zh: `用它读样本：${count} 条记录，${rejected} 处被拒。`,
    en: `It reads ${many(count, 'record')} from the sample and rejects ${rejected}.`,
  }
  terminal.err([...remarks, result].map(remarkLine).join(''))
  terminal.err(`${tallyText(tally)}\n`)
  return 0
}

const triedOf = ({ records, rejected, tally }: Reading): Tried => ({
  records: Object.values(records).reduce((sum, one) => sum + one, 0),
  rejected: rejected.length,
  tally,
})

const remarkLine = ({ zh, en }: Words): string => `· ${zh}\n  ${en}\n`

interface Reading {
  /** Counts by kind. */
  records: Record<string, number>
  tally: Tally
  rejected: Rejection[]
  notes: Note[]
  unused: string[]
}

/** Reading of samples through a mapping. */
function reading(
  mapping: Mapping | RegisterMapping,
  files: readonly GivenFile[],
  terminal: Terminal,
): Reading {
  if (mapping.target !== 'register') {
    const delivery = combine(files.map((file) => readDelivery(file, mapping)))
    const { rows, rejected, notes } = delivery
    const tally = tallyOfList(delivery, rows, [])
    return { records: { responsibility: rows.length }, tally, rejected, notes, unused: [] }
  }
  const today = todayHere(terminal)
  const filled = new Set<string>()
  const deliveries = readRegister(files, {
    mapping,
    asOf: null,
    today,
    departmentOf: () => null,
    counted: true,
    filled,
  })
  const records: Record<string, number> = {}
  for (const { kind } of deliveries.flatMap((one) => one.records)) records[kind] = (records[kind] ?? 0) + 1
  const rejected = deliveries.flatMap((one) => one.rejected)
  const readable = rejected.every(({ row }) => row > 0)
  const notes = deliveries.flatMap((one) => one.notes)
  const tally = tallied(deliveries.map(tallyOfReading))
  return { records, tally, rejected, notes, unused: readable ? unusedIn(filled, mapping) : [] }
}

async function check(
  file: string,
  samples: readonly GivenFile[] | null,
  terminal: Terminal,
  print: Print,
): Promise<0 | 1> {
  const mapping = await mappingOf(file)
  const kinds =
    mapping.target === 'register' ? [...new Set(mapping.records.map(({ kind }) => kind))] : ['responsibility']
  const { name } = mapping
  if (samples === null) {
    if (print === null) terminal.out(`✓ ${name}: ${kinds.join(', ')}\n`)
    else print({ ok: true, name, kinds })
    return 0
  }
  const { records, tally, rejected, notes, unused } = reading(mapping, samples, terminal)
  const found = Object.entries(records).map(([kind, count]) => `${kind} ${count}`)
  const ok = rejected.length === 0 && Object.values(records).some((count) => count > 0)
  if (print !== null) print({ ok, name, kinds, records, tally, rejected, notes, unused })
  else {
    const lines = [
      `${ok ? '✓' : '✗'} ${name}: ${found.join(', ') || '没有读到记录 no records'}`,
      tallyText(tally),
      ...(rejected.length === 0 ? [] : [`被拒 rejected: ${rejected.length}`]),
      ...rejectionLines(rejected),
      ...noteLines(notes),
      ...(unused.length === 0 ? [] : [`没有用到的列 columns not used: ${unused.join(', ')}`]),
    ]
    terminal.out(`${lines.join('\n')}\n`)
  }
  return ok ? 0 : 1
}
