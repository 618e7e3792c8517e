/** Loads the pages of deliveries: all of them, and one with what it brought. */
import type { DeliveriesData, DeliveryData } from '../../../web/pages/Delivery.tsx'
import { silentOn } from '../../domain/following/silence.ts'
import { listedKinds } from '../../domain/kinds/table.ts'
import { dayNumber, dayText, earliest } from '../../domain/record/date.ts'
import { isDate } from '../../ledger/when.ts'
import { toldAs } from '../../services/read/delivered.ts'
import { type Ask, departmentNames, type From, type Loaded, NONE } from '../load/common.ts'

/** Page of all deliveries. */
export async function loadDeliveries({ reading }: From): Promise<Loaded<DeliveriesData>> {
  const deliveries = await reading.deliveries()
  const last = new Map<string, number>()
  for (const { name } of deliveries) {
    const cut = name.lastIndexOf('@')
    const [register, asOf] = [name.slice(0, cut), name.slice(cut + 1)]
    if (isDate(asOf)) last.set(register, Math.max(last.get(register) ?? -Infinity, dayNumber(earliest(asOf))))
  }
  const today = dayNumber(reading.today())
  const silent = silentOn(last, today).map(({ register, day }) => ({
    register,
    asOf: dayText(day),
    days: today - day,
  }))
  return { data: { deliveries, silent }, check: NONE, names: new Map() }
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
  const [told, names] = await Promise.all([
    reading.toldIn(id, { what, kind: asked.kind ?? undefined, cursor: cursor ?? undefined }),
    departmentNames(from),
  ])
  return { data: { delivery, what, kind: asked.kind, told, cursor }, check: NONE, names }
}
