import { departmentId, lists } from '../../domain/ids.ts'
import { stateOf } from '../../domain/kinds.ts'
import { member, openHttp } from '../http.ts'
import type { Target } from './target.ts'
import { knownOf, standingOf } from './views.ts'

/** A server, written to with an API key. */
export function openRemote(address: string, key: string): Target {
  const http = openHttp(address, key)

  async function* pages(path: string, query: string): AsyncGenerator<unknown[]> {
    for (let cursor = ''; ; ) {
      const after = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page = await http.json(`/api/v1/${path}?limit=200${query}${after}`)
      const items = member(page, 'items')
      yield Array.isArray(items) ? items : []
      const next = member(page, 'next')
      if (typeof next !== 'string') return
      cursor = next
    }
  }

  async function records(path: string, query: string) {
    const found = []
    for await (const items of pages(path, query)) {
      for (const item of items) {
        const [id, seq] = [member(item, 'id'), member(item, 'seq')]
        const state = stateOf(JSON.stringify(member(item, 'state') ?? null))
        if (typeof id === 'string' && typeof seq === 'number' && state !== null)
          found.push({ id, seq, state })
      }
    }
    return found
  }

  return {
    place: http.base,
    departments: async () => (await records('departments', '')).flatMap(({ state }) => knownOf(state)),
    standing: async (department) =>
      (await records('responsibilities', `&department=${encodeURIComponent(department)}`)).flatMap(
        standingOf,
      ),
    async listDepartment(code, name, occurred, idempotencyKey) {
      await http.send(
        'POST',
        '/api/v1/departments',
        { code, name, occurred },
        { 'idempotency-key': idempotencyKey },
      )
      return departmentId(code)
    },
    async deliver(department, input, occurred, idempotencyKey) {
      const path = `/api/v1/departments/${encodeURIComponent(department)}/deliveries`
      const { answer, replayed } = await http.send(
        'POST',
        path,
        { ...input, occurred },
        { 'idempotency-key': idempotencyKey },
      )
      const found = member(answer, 'records')
      return { entries: Array.isArray(found) ? found.length : 0, repeated: replayed }
    },
    register: (mapping) => records('records', `&register=${encodeURIComponent(mapping)}`),
    all: (kind) => records(lists[kind], ''),
    async record(operations, occurred, idempotencyKey) {
      const { answer, replayed } = await http.send(
        'POST',
        '/api/v1/deliveries',
        { operations, occurred },
        { 'idempotency-key': idempotencyKey },
      )
      const found = member(answer, 'records')
      return { entries: Array.isArray(found) ? found.length : 0, repeated: replayed }
    },
    close: async () => undefined,
  }
}
