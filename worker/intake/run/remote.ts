import { departmentId } from '../../domain/kinds/department/ids.ts'
import { stateOf } from '../../domain/kinds/replay.ts'
import { lists } from '../../domain/kinds/table.ts'
import { waysOut } from '../../domain/record/entered/withdrawal.ts'
import { memberOf } from '../../domain/record/json.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { Withdrawable, WithdrawalLine } from './back/withdraw.ts'
import type { Http } from './http.ts'
import { preparedOf, type Signing, signingOf } from './signing.ts'
import type { DepartmentSigner, Target, Written } from './target.ts'
import { currentOf, knownOf } from './views.ts'

/**
 * A server, through its API.
 *
 * @param signer signs for the departments that have registered its key
 */
export function openRemote(http: Http, signer: DepartmentSigner | null = null): Target & Withdrawable {
  async function* pages(path: string, query: string): AsyncGenerator<unknown[]> {
    for (let cursor = ''; ; ) {
      const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page = await http.json(`/api/v1/${path}?limit=200${query}${after}`)
      const items = memberOf(page, 'items')
      yield Array.isArray(items) ? items : []
      const next = memberOf(page, 'next')
      if (typeof next !== 'string') return
      cursor = next
    }
  }

  async function records(path: string, query: string) {
    const found = []
    for await (const items of pages(path, query)) {
      for (const item of items) {
        const [id, seq] = [memberOf(item, 'id'), memberOf(item, 'seq')]
        const state = stateOf(JSON.stringify(memberOf(item, 'state') ?? null))
        if (typeof id === 'string' && typeof seq === 'number' && state !== null)
          found.push({ id, seq, state })
      }
    }
    return found
  }

  const departments = async () =>
    (await records('departments', '&annulled=any')).flatMap(({ state }) => knownOf(state))
  let signing: Signing | null = null

  /** With a signer each request is sent twice: to be told what it would record, and with the signatures on that. */
  async function write(path: string, body: object, idempotencyKey: string): Promise<Written> {
    const headers = { 'idempotency-key': idempotencyKey }
    if (signer === null) return writtenOf(await http.send('POST', path, body, headers))
    signing ??= signingOf(signer, await departments())
    const first = await http.send('POST', path, body, { ...headers, prefer: 'prepare' })
    // Recorded before, by an import that was cut short.
    if (first.replayed) return writtenOf(first)
    const signed = await signing(preparedOf(first.answer))
    return writtenOf(await http.send('POST', path, { ...body, signed }, headers))
  }

  return {
    place: http.base,
    departments,
    current: async (department) =>
      (
        await records('responsibilities', `&annulled=any&department=${encodeURIComponent(department)}`)
      ).flatMap(currentOf),
    async listDepartment(code, name, occurred, idempotencyKey) {
      await write('/api/v1/departments', { code, name, occurred }, idempotencyKey)
      return departmentId(code)
    },
    deliver: (department, input, occurred, idempotencyKey) =>
      write(
        `/api/v1/departments/${encodeURIComponent(department)}/deliveries`,
        { ...input, occurred },
        idempotencyKey,
      ),
    register: (mapping) => records('records', `&annulled=any&register=${encodeURIComponent(mapping)}`),
    all: (kind) => records(lists[kind], '&annulled=any'),
    record: (operations, occurred, idempotencyKey) =>
      write('/api/v1/deliveries', { operations, occurred }, idempotencyKey),
    publishedOf: async () => undefined,
    async handIn(operations, occurred, title) {
      const draft = { kind: 'register', verb: 'deliver', title, input: { operations, occurred } }
      const { answer } = await http.send('POST', '/api/v1/drafts', draft)
      const [id, version] = [memberOf(answer, 'id'), memberOf(answer, 'version')]
      await http.send('POST', `/api/v1/drafts/${String(id)}/submit`, { version })
    },
    async imported() {
      const items = memberOf(await http.json('/api/v1/deliveries'), 'items')
      return (Array.isArray(items) ? items : []).flatMap((item: unknown) => {
        const [delivery, entries] = [memberOf(item, 'delivery'), memberOf(item, 'entries')]
        return typeof delivery === 'string' && typeof entries === 'number' ? [{ delivery, entries }] : []
      })
    },
    async wayBack(delivery) {
      const found: WithdrawalLine[] = []
      for await (const items of pages(`deliveries/${encodeURIComponent(delivery)}/withdrawal`, ''))
        addAll(found, items.flatMap(lineOf))
      return found
    },
    close: async () => undefined,
  }
}

/** Line for one record to be withdrawn, as a server says it; empty for an answer that is none. */
function lineOf(item: unknown): WithdrawalLine[] {
  const [id, seq, title, way] = ['id', 'seq', 'title', 'way'].map((name) => memberOf(item, name))
  const [to, since, others] = ['to', 'since', 'others'].map((name) => memberOf(item, name))
  const departments = memberOf(item, 'departments')
  const known = waysOut.find((one) => one === way)
  if (typeof id !== 'string' || typeof seq !== 'number' || known === undefined) return []
  return [
    {
      id,
      seq,
      title: typeof title === 'string' ? title : id,
      way: known,
      to: typeof to === 'number' ? to : null,
      since: typeof since === 'number' ? since : null,
      departments: (Array.isArray(departments) ? departments : []).filter((one) => typeof one === 'string'),
      others: typeof others === 'number' ? others : 0,
    },
  ]
}

function writtenOf({ answer, replayed }: { answer: unknown; replayed: boolean }): Written {
  const found = memberOf(answer, 'records')
  return { entries: Array.isArray(found) ? found.length : 0, repeated: replayed }
}
