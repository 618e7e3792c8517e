/** Gathers the figures of all records and groups, and makes populations of them. */

import { populationOf } from './measure/stats.ts'
import type { Measure, Peers, Population } from './rule.ts'

export interface Gathering extends Peers {
  add(rule: string, measures: readonly Measure[]): void
}

/** An empty gathering. What is added after a population was asked for counts when it is asked for again. */
export function gatherPeers(): Gathering {
  const values = new Map<string, number[]>()
  const made = new Map<string, Population | null>()
  const keyOf = (rule: string, group: string): string => `${rule} ${group}`
  return {
    add(rule, measures) {
      for (const { group, value } of measures) {
        if (!Number.isFinite(value)) continue
        const key = keyOf(rule, group)
        const list = values.get(key)
        if (list === undefined) values.set(key, [value])
        else list.push(value)
        made.delete(key)
      }
    },
    of(rule, group) {
      const key = keyOf(rule, group)
      const known = made.get(key)
      if (known !== undefined) return known
      const population = populationOf(values.get(key) ?? [])
      made.set(key, population)
      return population
    },
  }
}
