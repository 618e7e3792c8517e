import { departmentId } from '../../domain/ids.ts'
import type { ActKind } from '../../domain/registry.ts'
import { openMachine } from '../../machine.ts'
import { LOCAL_OPERATOR } from '../../services/roles.ts'
import type { Target } from './target.ts'
import { knownOf, standingOf } from './views.ts'

/** What an import compares with where there is no ledger yet, and none is to be made. */
export function nothingYet(dataDir: string): Target {
  const refuse = async (): Promise<never> => {
    throw new Error('nothing is written to a folder without a ledger')
  }
  return {
    place: dataDir,
    departments: async () => [],
    standing: async () => [],
    register: async () => [],
    all: async () => [],
    record: refuse,
    listDepartment: refuse,
    deliver: refuse,
    close: async () => undefined,
  }
}

/** A data folder of this machine, written to as its operator. */
export async function openLocal(dataDir: string): Promise<Target> {
  const { services, close } = await openMachine({ dataDir })
  const { reading, departments, deliveries, registers } = services
  const call = (occurred: string, idempotencyKey: string) => ({
    actor: LOCAL_OPERATOR,
    occurred,
    idempotencyKey,
  })
  async function everything(filter: { register?: string; kind?: ActKind }) {
    const found = []
    for (let cursor: string | undefined; ; ) {
      const page = await reading.records({ ...filter, cursor, limit: 500 })
      found.push(...page.items.map(({ id, seq, state }) => ({ id, seq, state })))
      if (page.next === null) return found
      cursor = page.next
    }
  }
  return {
    place: dataDir,
    departments: async () => (await reading.departments()).flatMap(({ record }) => knownOf(record.state)),
    async standing(department) {
      const found = []
      for (let cursor: string | undefined; ; ) {
        const page = await reading.records({ kind: 'responsibility', department, cursor, limit: 500 })
        found.push(...page.items.flatMap(standingOf))
        if (page.next === null) return found
        cursor = page.next
      }
    },
    async listDepartment(code, name, occurred, key) {
      await departments.list(call(occurred, key), { code, name })
      return departmentId(code)
    },
    async deliver(department, input, occurred, key) {
      const { records, repeated } = await deliveries.deliver(call(occurred, key), department, input)
      return { entries: records.length, repeated }
    },
    register: (mapping) => everything({ register: mapping }),
    all: (kind) => everything({ kind }),
    async record(operations, occurred, key) {
      const { records, repeated } = await registers.deliver(call(occurred, key), operations)
      return { entries: records.length, repeated }
    },
    close,
  }
}
