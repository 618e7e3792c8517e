import { departmentId } from '../../domain/kinds/department/ids.ts'
import type { ActKind } from '../../domain/kinds/registry.ts'
import type { ListedKind } from '../../domain/kinds/table.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { CurrentItem } from '../../intake/list/plan.ts'
import type { CurrentRecord } from '../../intake/register/plan.ts'
import type { Withdrawable, WithdrawalLine } from '../../intake/run/back/withdraw.ts'
import { type Signing, signingOf } from '../../intake/run/signing.ts'
import type { DepartmentSigner, Published, Target, Turn } from '../../intake/run/target.ts'
import { currentOf, knownOf } from '../../intake/run/views.ts'
import type { Machine } from '../../machine/machine.ts'
import { LOCAL_OPERATOR } from '../../services/roles.ts'
import type { Call, Outcome } from '../../services/submit/call.ts'
import { newTicket } from '../../services/submit/prepare.ts'

/**
 * Target of an import where there is no ledger yet, and none is to be made: it compares with nothing and
 * refuses to write.
 */
export function nothingYet(dataDir: string): Target {
  const refuse = async (): Promise<never> => {
    throw new Error('nothing is written to a folder without a ledger')
  }
  return {
    place: dataDir,
    departments: async () => [],
    current: async () => [],
    register: async () => [],
    all: async () => [],
    record: refuse,
    listDepartment: refuse,
    deliver: refuse,
    close: async () => undefined,
  }
}

/**
 * The ledger of a folder or a server, written to as its operator.
 *
 * @param signer signs for the departments that have registered its key
 */
export function openLocal(
  place: string,
  { services, close }: Machine,
  signer: DepartmentSigner | null = null,
): Target & Withdrawable {
  const { reading, acts, deliveries, registers, withdrawals } = services
  const call = (occurred: string, idempotencyKey: string, source?: Published, turn?: Turn): Call => ({
    actor: LOCAL_OPERATOR,
    source,
    occurred,
    idempotencyKey,
    after: turn?.after,
    onSent: turn?.sent,
  })
  const departmentsKnown = async () =>
    (await everything({ kind: 'department' })).flatMap(({ state }) => knownOf(state))
  let signing: Signing | null = null

  /** With a signer each verb is run twice: to be told what it would record, and with the signatures on that. */
  async function write(given: Call, verb: (call: Call) => Promise<Outcome>): Promise<Outcome> {
    if (signer === null) return verb(given)
    signing ??= signingOf(signer, await departmentsKnown())
    const ticket = newTicket(services.ledger.random)
    const outcome = await verb({ ...given, signing: { ticket, signatures: null } })
    // Recorded before, by an import that was cut short.
    if (outcome.prepared === undefined) return outcome
    return verb({ ...given, signing: await signing(outcome.prepared) })
  }

  async function everything(filter: { register?: string; kind?: ActKind | ListedKind }) {
    const found: CurrentRecord[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await reading.records({ ...filter, annulled: 'any', cursor, limit: 500 })
      addAll(
        found,
        page.items.map(({ id, seq, state }) => ({ id, seq, state })),
      )
      if (page.next === null) return found
      cursor = page.next
    }
  }
  return {
    place,
    departments: departmentsKnown,
    async current(department) {
      const found: CurrentItem[] = []
      for (let cursor: string | undefined; ; ) {
        const filter = { kind: 'responsibility', annulled: 'any', department } as const
        const page = await reading.records({ ...filter, cursor, limit: 500 })
        addAll(found, page.items.flatMap(currentOf))
        if (page.next === null) return found
        cursor = page.next
      }
    },
    async listDepartment(code, name, occurred, key) {
      await write(call(occurred, key), (one) => acts.open(one, 'department', null, { code, name }))
      return departmentId(code)
    },
    async deliver(department, input, occurred, key, published, turn) {
      const { records, repeated } = await write(call(occurred, key, published, turn), (one) =>
        deliveries.deliver(one, department, input),
      )
      return { entries: records.length, repeated }
    },
    register: (mapping) => everything({ register: mapping }),
    all: (kind) => everything({ kind }),
    async record(operations, occurred, key, published, turn) {
      const { records, repeated } = await write(call(occurred, key, published, turn), (one) =>
        registers.deliver(one, operations),
      )
      return { entries: records.length, repeated }
    },
    async publishedOf(delivery) {
      const digest = await withdrawals.followed(delivery)
      // What it wrote to is what is put back; a department that it registered names no mapping.
      return digest === null ? undefined : { mapping: null, digest }
    },
    imported: () => withdrawals.deliveries({ actor: LOCAL_OPERATOR }),
    async wayBack(delivery) {
      const found: WithdrawalLine[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await withdrawals.lines({ actor: LOCAL_OPERATOR }, delivery, { cursor })
        addAll(found, page.items)
        if (page.next === null) return found
        cursor = page.next
      }
    },
    close,
  }
}
