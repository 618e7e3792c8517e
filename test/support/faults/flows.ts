/** What is asked of a ledger while its store fails: one way of writing each. */
import { createHash } from 'node:crypto'
import { type Caller, LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import type { Call, Outcome } from '../../../worker/services/submit/call.ts'
import { SECOND } from '../ledger/ledger.ts'
import type { Acknowledged } from '../processes/acknowledged.ts'

/** Asks for one thing; asked again, it is the same request. @returns what was acknowledged */
export type Ask = (services: Services) => Promise<readonly Acknowledged[]>

export interface Flow {
  name: string
  /** Entries of one request. */
  entries: number
  /** Makes what the request is about. @param key tells this request from all others; letters and digits */
  prepare(services: Services, key: string): Promise<Ask>
  /** True for a request that cannot be answered while there is no place for documents. */
  needsDocuments?: boolean
}

const call: Call = { actor: LOCAL_OPERATOR, approver: SECOND }
const sealed = { visibility: 'sealed', ground: 'privacy', review: '2027-07-01' } as const

const told = ({ receipts }: Outcome): Acknowledged[] =>
  receipts.map(({ index, leafHash }) => ({ index, leafHash }))

const item = (key: string) => ({ name: `取水许可 ${key}`, type: 'licence' })

/** The document of a request: bytes that nobody else sends. */
export function paperOf(key: string): { bytes: Uint8Array; sha256: string } {
  const bytes = new TextEncoder().encode(`供水方案附件 ${key}`)
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

export const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })

/** A record of its own, without faults. */
async function opened({ acts }: Services, key: string): Promise<{ id: string; index: number }> {
  const { records } = await acts.open(call, 'responsibility', 'dep-fault', item(`${key} first`))
  return records[0] ?? { id: '', index: -1 }
}

/** Holder of an account of the department, opened for it. */
async function holderOf({ accounts }: Services, role: 'recorder' | 'approver'): Promise<Caller> {
  const of = { role, department: 'dep-fault' } as const
  const { records } = await accounts.grant(call, { post: role, ...of })
  return { account: records[0]?.id ?? '', ...of }
}

export const FLOWS: readonly Flow[] = [
  {
    name: 'keep a document',
    entries: 1,
    needsDocuments: true,
    async prepare(services, key) {
      const sender = await holderOf(services, 'recorder')
      const { bytes, sha256 } = paperOf(key)
      return async ({ acts, documents }) => {
        await documents.upload(sender, streamOf(bytes), { declared: sha256, length: bytes.length })
        return told(
          await acts.open({ ...call, actor: sender, idempotencyKey: key }, 'decision', 'dep-fault', {
            ...{ title: `附件 ${key}`, class: 'ordinary', noResponsibility: '试' },
            documents: [{ title: '附件', sha256 }],
          }),
        )
      }
    },
  },
  {
    name: 'open',
    entries: 1,
    prepare:
      async (_, key) =>
      async ({ acts }) =>
        told(await acts.open({ ...call, idempotencyKey: key }, 'responsibility', 'dep-fault', item(key))),
  },
  {
    name: 'open withheld',
    entries: 1,
    prepare:
      async (_, key) =>
      async ({ acts }) =>
        told(
          await acts.open(
            { ...call, ...sealed, idempotencyKey: key },
            'responsibility',
            'dep-fault',
            item(key),
          ),
        ),
  },
  {
    name: 'amend',
    entries: 1,
    async prepare(services, key) {
      const { id } = await opened(services, key)
      const body = { set: { name: `改名 ${key}` }, trigger: 'other', reason: '试' }
      return async ({ acts }) =>
        told(await acts.act({ ...call, idempotencyKey: key }, 'responsibility', 'amended', id, body))
    },
  },
  {
    name: 'amend as seen',
    entries: 1,
    async prepare(services, key) {
      const { id } = await opened(services, key)
      const body = { set: { name: `照所见改名 ${key}` }, trigger: 'other', reason: '试' }
      const seen = { ...call, expectedSeq: 1, idempotencyKey: key }
      return async ({ acts }) => told(await acts.act(seen, 'responsibility', 'amended', id, body))
    },
  },
  {
    name: 'approve a draft',
    entries: 1,
    async prepare(services, key) {
      const { id } = await opened(services, key)
      const [author, approver] = [await holderOf(services, 'recorder'), await holderOf(services, 'approver')]
      const begun = await services.drafts.begin(author, {
        ...{ kind: 'responsibility', verb: 'amend', record: id, title: '更名' },
        input: { set: { name: `审核后改名 ${key}` }, trigger: 'other', reason: '试' },
      })
      const { draft } = await services.drafts.submit(author, begun.id, begun.version)
      return async ({ drafts, log }) => {
        try {
          return told((await drafts.approve(approver, draft.id, draft.version)).outcome)
        } catch (error) {
          // Whoever is refused, or not answered, looks at what became of the draft, as the workbench does.
          const { entry } = await drafts.read(approver, draft.id)
          if (entry === null) throw error
          const { leafHash } = await log.receipt(entry)
          return [{ index: entry, leafHash }]
        }
      }
    },
  },
  {
    name: 'deliver a list',
    entries: 3,
    prepare:
      async (_, key) =>
      async ({ deliveries }) =>
        told(
          await deliveries.deliver({ ...call, idempotencyKey: key }, 'dep-fault', {
            added: ['甲', '乙', '丙'].map((part) => item(`${key} ${part}`)),
          }),
        ),
  },
  {
    name: 'erase',
    entries: 1,
    async prepare(services, key) {
      const { index } = await opened(services, key)
      const why = { ground: 'personal_data', reason: '含个人信息，依法删除。', authority: '某市网信办' }
      return async ({ erasures }) => told(await erasures.erase({ ...call, idempotencyKey: key }, index, why))
    },
  },
]
