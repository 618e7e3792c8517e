import { departmentId } from '../../domain/kinds/department/ids.ts'
import type { Services } from '../../services/services.ts'
import { Builder, openBooks, type Sight } from './build.ts'
import type { DemoClock } from './clock.ts'
import { chanceOf } from './random.ts'
import { playYears } from './years.ts'

export { type DemoClock, demoClock } from './clock.ts'
export { CITY } from './items.ts'

export interface Demo {
  sights: Sight[]
  /** Entries written. */
  size: number
}

/** Randomness for the demo alone: the same ids and salts each time. Never for keys. */
export function demoRandom(): (bytes: number) => Uint8Array {
  return chanceOf(0x6d696e67).bytes
}

/**
 * Writes the city into an empty ledger. The machine must have been opened with this clock and, to get the
 * same ids each time, with {@link demoRandom}.
 */
export async function buildDemo(services: Services, clock: DemoClock): Promise<Demo> {
  const city = new Builder(services, clock)
  await openBooks(city)
  await playYears(city)
  const sights: Sight[] = []
  const look = (zh: string, en: string, record: string): void => {
    sights.push({ zh, en, record, entry: null })
  }
  look('一个部门和它的权责', 'A department and its responsibilities', departmentId('mc-market'))
  look(
    '一项划转到行政审批局的许可',
    'A licence that moved to the approval bureau',
    city.id('mc-market/食品经营许可'),
  )
  look('一项两度暂停又恢复的许可', 'A licence suspended and resumed twice', city.id('mc-water/河道采砂许可'))
  look('一个被并入的部门', 'A department merged into another', departmentId('mc-grain'))
  await services.catalogue()
  const { size } = await services.log.snapshot()
  return { sights: [...sights, ...city.sights], size }
}
