import { organs } from '../../../worker/cli/demo/city/organs.ts'
import { itemsOf } from '../../../worker/cli/demo/items.ts'
import type { ResponsibilityFields } from '../../../worker/domain/kinds/responsibility/fields.ts'

/** Items as a list has them, each with a name of its own. */
export function itemsFor(count: number): ResponsibilityFields[] {
  const some = organs.flatMap(itemsOf)
  return Array.from({ length: count }, (_, i) => {
    const item = some[i % some.length]
    if (item === undefined) throw new Error('the city has no items')
    return { ...item, name: `${item.name}（第 ${i + 1} 号）` }
  })
}
