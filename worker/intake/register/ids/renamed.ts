/** Records of a delivery under other ids. */
import type { RegisterDelivery } from '../delivery/delivery.ts'

/** The delivery with these records under the id and key that each has from now on, and with what names them. */
export function renamed(
  delivery: RegisterDelivery,
  ids: ReadonlyMap<string, { id: string; key: string }>,
): RegisterDelivery {
  if (ids.size === 0) return delivery
  const records = delivery.records.map((one) => {
    const kept = ids.get(one.id)
    const fields = Object.fromEntries(
      Object.entries(one.fields).map(([name, value]) => [
        name,
        typeof value === 'string' ? (ids.get(value)?.id ?? value) : value,
      ]),
    )
    if (kept === undefined) return { ...one, fields }
    const { source } = fields
    const named = typeof source === 'object' && source !== null && !Array.isArray(source)
    return { ...one, ...kept, fields: named ? { ...fields, source: { ...source, key: kept.key } } : fields }
  })
  return { ...delivery, records }
}
