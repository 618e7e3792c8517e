/** Writes three years of the fictional city 明川市 into an empty ledger, through the same verbs that everyone uses. */

import { departmentId } from '../../domain/kinds/department/ids.ts'
import type { ActKind } from '../../domain/kinds/registry.ts'
import type { ResponsibilityFields } from '../../domain/kinds/responsibility/fields.ts'
import { Problem } from '../../domain/record/problem.ts'
import type { Actor } from '../../ledger/envelope-shape.ts'
import type { Services } from '../../services/services.ts'
import type { Call, Outcome } from '../../services/submit/call.ts'
import type { Organ } from './city/city.ts'
import { organs } from './city/organs.ts'
import type { DemoClock } from './clock.ts'
import type { ItemName } from './history.ts'
import { areaItems, DIVISION, usccOf } from './items.ts'

export const REGISTRAR: Actor = { account: 'acc-registrar', role: 'registrar', department: null }
export const OPERATOR: Actor = { account: 'acc-operator', role: 'operator', department: null }

/**
 * Recorder of a department of the city.
 *
 * @param code of the department, as `mc-water`
 */
export function recorderOf(code: string): Actor {
  return { account: `acc-${code}`, role: 'recorder', department: departmentId(code) }
}

/** Something that happened on a day. */
export interface Event {
  day: string
  run(city: Builder): Promise<unknown>
}

/** A place in the finished city that is worth a look. */
export interface Sight {
  zh: string
  en: string
  /** Record id, or the index of an entry. */
  record: string | null
  entry: number | null
}

/** The city while it is written: its verbs, its clock, and what its items are called. */
export class Builder {
  readonly services: Services
  readonly clock: DemoClock
  readonly sights: Sight[] = []
  readonly #ids = new Map<ItemName, string>()
  readonly #fields = new Map<ItemName, ResponsibilityFields>()

  constructor(services: Services, clock: DemoClock) {
    this.services = services
    this.clock = clock
  }

  /** Record id of an item. */
  id(item: ItemName): string {
    const id = this.#ids.get(item)
    if (id === undefined) throw new Error(`the demo knows no item ${item}`)
    return id
  }

  /** An item as it was listed. */
  fields(item: ItemName): ResponsibilityFields {
    const fields = this.#fields.get(item)
    if (fields === undefined) throw new Error(`the demo knows no item ${item}`)
    return fields
  }

  call(actor: Actor, occurred = this.clock.today()): Call {
    return { actor, occurred }
  }

  /** The call of the recorder whose organ holds the item now. */
  recorder(item: ItemName): Call {
    return this.call(recorderOf(codeOf(item)))
  }

  /** The same for a formal act, which somebody else of the organ approved. */
  formal(item: ItemName): Call {
    return approved(this.recorder(item))
  }

  /** One act, approved by somebody else of the organ where what it changes takes two. */
  async act(call: Call, kind: ActKind, event: string, id: string, body: unknown): Promise<Outcome> {
    try {
      return await this.services.acts.act(call, kind, event, id, body)
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'needs_approval') throw error
      return this.services.acts.act(approved(call), kind, event, id, body)
    }
  }

  /** Keeps the ids under which items were listed. */
  keep(code: string, items: readonly ResponsibilityFields[], { records }: Outcome): void {
    items.forEach((fields, i) => {
      const record = records[i]
      if (record === undefined) return
      this.#ids.set(`${code}/${fields.name}`, record.id)
      this.#fields.set(`${code}/${fields.name}`, fields)
    })
  }

  sight(zh: string, en: string, at: { record?: string; entry?: number }): void {
    this.sights.push({ zh, en, record: at.record ?? null, entry: at.entry ?? null })
  }
}

/** A call that somebody else of the same organ approved. */
export function approved(call: Call): Call {
  return { ...call, approver: `${call.actor.account}-review` }
}

/** Code of the department in the name of an item. */
export function codeOf(item: ItemName): string {
  return item.slice(0, item.indexOf('/'))
}

/** Registers an organ. */
export async function register(city: Builder, organ: Organ, since: string): Promise<void> {
  await city.services.acts.open(city.call(REGISTRAR), 'department', null, {
    code: organ.code,
    name: organ.name,
    nameEn: organ.nameEn,
    departmentKind: organ.kind,
    parent: organ.kind === 'government' ? null : departmentId('mc-gov'),
    level: 'prefectural',
    uscc: usccOf(organ),
    divisionCode: DIVISION,
    inForceFrom: since,
  })
}

/** The first weeks: organs are registered, then each opens its book, area by area. */
export async function openBooks(city: Builder): Promise<void> {
  for (const organ of organs) await register(city, organ, organ.kind === 'government' ? '1996' : '2019-03')
  for (const [i, organ] of organs.entries()) {
    city.clock.moveTo(dayAfter('2023-11-06', i * 4))
    for (const area of organ.areas) {
      if (area.from === undefined) await listArea(city, organ, area)
    }
  }
}

/** Lists one area of an organ in one delivery. */
export async function listArea(city: Builder, organ: Organ, area: Organ['areas'][number]): Promise<void> {
  const items = areaItems(organ, area)
  const call = city.call(recorderOf(organ.code))
  const reason = `${organ.short}${area.unit}权责清单公布`
  city.keep(
    organ.code,
    items,
    await city.services.deliveries.deliver(call, departmentId(organ.code), { added: items, reason }),
  )
}

/** A day some days after another, as `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
