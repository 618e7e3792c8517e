/** What the same work costs in registers of a thousand entries up to a hundred thousand: append, proof, page, list, search, feed, size. */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Machine, openMachine } from '../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { copyTo } from '../support/folders.ts'
import { getterOf } from './reads.ts'
import { registerOf } from './register.ts'
import { atMost, median, type Row } from './row.ts'

/** Records of registers with about a thousand, ten thousand and a hundred thousand entries. */
const RECORDS = [320, 3_200, 32_000] as const
const ROUNDS = 9
const TIMES = 20
/** Costs that do not grow with the ledger stay within so many times that of the smallest. */
const MOST = 2

interface Grown {
  entries: number
  bytes: number
  machine: Machine
  folder: string
}

type Work = (grown: Grown, get: (address: string) => Promise<void>, at: number) => Promise<unknown>

const DEPARTMENT = 'dep-bench-1'
const decision = (at: number): string => `dec-${String(at % 50).padStart(10, '0')}`

const WORK: readonly [what: string, unit: string, work: Work][] = [
  [
    'one entry appended, with its rows and search',
    'ms',
    ({ machine }, _, at) =>
      machine.services.acts.open({ actor: LOCAL_OPERATOR }, 'milestone', DEPARTMENT, {
        title: `另一个节点 ${at}`,
        currentDue: '2026-03-01',
      }),
  ],
  [
    'inclusion proof with its receipt',
    'ms',
    ({ machine, entries }, _, at) => machine.services.log.receipt((at * 7919) % entries),
  ],
  ['page of a record', 'ms', (_, get, at) => get(`/zh/decisions/${decision(at)}`)],
  ['page of a list', 'ms', (_, get) => get('/zh/milestones')],
  ['page of a list by the API', 'ms', (_, get) => get('/api/v1/milestones?limit=50')],
  [
    'search for what one record is called',
    'ms',
    (_, get, at) => get(`/api/v1/search?q=${encodeURIComponent(`第 ${at % 50} 号决策`)}`),
  ],
  ['feed of a list', 'ms', (_, get) => get('/feeds/milestones.atom')],
]

/** Rows of each work at each size, beside the same at the smallest. Registers are copied: what is appended stays in none. */
export async function benchGrowth(say: (text: string) => void): Promise<Row[]> {
  const all: Grown[] = []
  try {
    for (const records of RECORDS) all.push(await grownOf(records, say))
    const rows = []
    for (const [what, unit, work] of WORK) rows.push(...rowsOf(what, unit, all, await costsOf(all, work)))
    return [...rows, ...rowsOf('size of the database', 'bytes an entry', all, all.map(bytesOfOne))]
  } finally {
    for (const { machine, folder } of all) {
      await machine.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

const bytesOfOne = ({ bytes, entries }: Grown): number => bytes / entries

async function grownOf(records: number, say: (text: string) => void): Promise<Grown> {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-growth-'))
  await copyTo(await registerOf(records, say), folder)
  const machine = await openMachine({ dataDir: folder, shared: false })
  const { size: entries } = await machine.services.log.snapshot()
  const { size: bytes } = await stat(join(folder, 'mingzhang.db'))
  return { entries, bytes, machine, folder }
}

/** Median of processor time at each size, turn by turn, so that whatever else the machine does meets all alike. */
async function costsOf(all: readonly Grown[], work: Work): Promise<number[]> {
  const gets = all.map(({ machine }) => getterOf(machine))
  const found = all.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, grown] of all.entries()) {
      const get = gets[i]
      if (get === undefined) continue
      const before = process.cpuUsage()
      for (let at = 0; at < TIMES; at++) await work(grown, get, round * TIMES + at)
      const { user, system } = process.cpuUsage(before)
      // The first round fills what is kept in memory.
      if (round > 0) found[i]?.push((user + system) / 1000 / TIMES)
    }
  return found.map(median)
}

function rowsOf(what: string, unit: string, all: readonly Grown[], costs: readonly number[]): Row[] {
  const [least = 0, ...others] = costs
  const name = `the same at ${(all[0]?.entries ?? 0).toLocaleString('en')} entries`
  return others.map((figure, i) => {
    const entries = (all[i + 1]?.entries ?? 0).toLocaleString('en')
    return atMost(`${what}, ${entries} entries`, unit, figure, { name, figure: least }, MOST)
  })
}
