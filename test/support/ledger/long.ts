/** Records with very many entries: a milestone that is reported on without end, and a power that is put otherwise. */
import type { Draft } from '../../../worker/domain/record/event.ts'
import type { Services } from '../../../worker/services/services.ts'
import { readRecord } from '../../../worker/store/records/records.ts'
import { OPERATOR } from './ledger.ts'

export const LONG_MILESTONE = 'mil-0000000001'
export const LONG_POWER = 'res-0000000001'

/** Entries of one submission. */
const CHUNK = 500

type Event = readonly [kind: string, body: Draft['body']]

const lives: readonly (readonly [record: string, life: (i: number) => Event])[] = [
  [
    LONG_MILESTONE,
    (i) =>
      i === 0
        ? ['milestone.planned', { title: '长堤加固', currentDue: '2026-12-01' }]
        : ['milestone.reported', { note: `第 ${i} 次报告`, progress: i % 100 }],
  ],
  [
    LONG_POWER,
    (i) =>
      i === 0
        ? ['responsibility.listed', { name: '取水许可', type: 'licensing' }]
        : ['responsibility.updated', { set: { remark: `第 ${i} 次` } }],
  ],
]

/** Logs `n` entries of each of the two. */
export async function logLong({ ledger }: Services, n: number): Promise<void> {
  const of = { department: null, occurred: '2026-01-05', visibility: 'public' } as const
  for (const [record, life] of lives)
    for (let at = 0; at < n; at += CHUNK) {
      const drafts = Array.from({ length: Math.min(CHUNK, n - at) }, (_, i): Draft => {
        const [kind, body] = life(at + i)
        return { ...of, record, seq: at + i + 1, kind, body }
      })
      const state = at === 0 ? null : ((await readRecord(ledger.database, record))?.state ?? null)
      const before = new Map([[record, state]])
      await ledger.committer.submit({
        ...{ key: `${record} ${at}`, digest: '', actor: OPERATOR, before, since: 0, drafts },
      })
    }
}
