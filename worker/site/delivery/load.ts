/** Loads the pages of deliveries: all of them, and one with what it brought. */
import type { SilentRegister } from '../../../web/components/source/SilenceNote.tsx'
import type { DeliveriesData, DeliveryData } from '../../../web/pages/Delivery.tsx'
import { rhythmsOf, silentOn } from '../../domain/following/silence.ts'
import { listedKinds } from '../../domain/kinds/table.ts'
import { dayNumber, dayText, earliest } from '../../domain/record/date.ts'
import { isDate } from '../../ledger/when.ts'
import { type StoredDelivery, toldAs } from '../../services/read/delivered.ts'
import { type Ask, departmentNames, type From, type Loaded, NONE } from '../load/common.ts'

/** Page of all deliveries. */
export async function loadDeliveries({ reading }: From): Promise<Loaded<DeliveriesData>> {
  const deliveries = await reading.deliveries()
  return {
    data: { deliveries, silent: silentIn(deliveries, reading.today()) },
    check: NONE,
    names: new Map(),
  }
}

/** Registers of which nothing has come though it was expected, as all deliveries tell. */
function silentIn(deliveries: readonly StoredDelivery[], today: string): SilentRegister[] {
  const last = new Map<string, number>()
  for (const { name } of deliveries) {
    const cut = name.lastIndexOf('@')
    const [register, asOf] = [name.slice(0, cut), name.slice(cut + 1)]
    if (isDate(asOf)) last.set(register, Math.max(last.get(register) ?? -Infinity, dayNumber(earliest(asOf))))
  }
  const rhythms = rhythmsOf(deliveries.map(({ name }) => name))
  return silentOn(last, dayNumber(today), rhythms).flatMap(({ register, day, expected }) =>
    expected === null ? [] : [{ register, since: dayText(day), expected: dayText(expected) }],
  )
}

/**
 * Page of one delivery, by its name; null where there is none. It takes the queries `what`, `kind` and `cursor` for the
 * records that it shows: the first of new, changed, rewritten and vanished of which there are any unless one is asked for.
 */
export async function loadDelivery(from: From, ask: Ask, id: string): Promise<Loaded<DeliveryData> | null> {
  const { reading } = from
  const asked = { what: ask('what', toldAs), kind: ask('kind', listedKinds) }
  const cursor = ask('cursor')
  const delivery = await reading.delivery(id)
  if (delivery === null) return null
  const has = (what: string) => delivery.counts.some((one) => one.what === what)
  // What a reader comes for is what became of what was there: new records stand behind it, but in the first delivery.
  const order = delivery.before === null ? toldAs : (['vanished', 'rewritten', 'changed', 'new'] as const)
  const what = asked.what ?? order.find(has) ?? 'new'
  const [told, names, all] = await Promise.all([
    reading.toldIn(id, { what, kind: asked.kind ?? undefined, cursor: cursor ?? undefined }),
    departmentNames(from),
    reading.deliveries(),
  ])
  const register = id.slice(0, id.lastIndexOf('@'))
  const silent = silentIn(all, reading.today()).find((one) => one.register === register) ?? null
  return { data: { delivery, silent, what, kind: asked.kind, told, cursor }, check: NONE, names }
}
