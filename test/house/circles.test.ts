/** Files that import each other in a circle cannot be read, tested or loaded one by one. */
import { describe, expect, it } from 'vitest'
import { importsOf, sources, targetOf } from '../support/imports.ts'

type Graph = ReadonlyMap<string, readonly string[]>

/**
 * The one import of types that closes circles: an entry is typed by the kinds, and the kinds are declared with the
 * machinery that reads entries. Nothing of it is there when the program runs.
 */
const CLOSES = { from: 'worker/domain/record/event.ts', into: 'worker/domain/kinds/' }

function graphOf(withTypes: boolean): Graph {
  return new Map(
    sources.map((path) => [
      path,
      importsOf(path)
        .filter(({ specifier, typeOnly }) => specifier.startsWith('.') && (withTypes || !typeOnly))
        .map(({ specifier }) => targetOf(path, specifier)),
    ]),
  )
}

/** Sets of files each of which reaches all others of its set (Tarjan 1972), those of one file left out. */
function circlesIn(graph: Graph): string[][] {
  const found: string[][] = []
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const visit = (file: string): number => {
    const mine = order.size
    order.set(file, mine)
    lowest.set(file, mine)
    open.push(file)
    for (const next of graph.get(file) ?? []) {
      const low = !order.has(next) ? visit(next) : open.includes(next) ? (order.get(next) ?? mine) : mine
      lowest.set(file, Math.min(lowest.get(file) ?? mine, low))
    }
    const low = lowest.get(file) ?? mine
    if (low === mine) {
      const circle = open.splice(open.indexOf(file))
      if (circle.length > 1 || (graph.get(file) ?? []).includes(file)) found.push(circle.sort())
    }
    return low
  }
  for (const file of graph.keys()) if (!order.has(file)) visit(file)
  return found
}

describe('circles of imports', () => {
  it('there are none at run time', () => {
    expect(circlesIn(graphOf(false))).toEqual([])
  })

  it('types close them in one place alone', () => {
    const whole = graphOf(true)
    const elsewhere = new Map(whole)
    elsewhere.set(
      CLOSES.from,
      (whole.get(CLOSES.from) ?? []).filter((target) => !target.startsWith(CLOSES.into)),
    )
    expect(circlesIn(elsewhere)).toEqual([])
    expect(circlesIn(whole), 'the exception is needed no longer').not.toEqual([])
  })

  it('would notice one', () => {
    const graph = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', ['c', 'e']],
      ['e', []],
      ['f', ['f']],
    ])
    expect(circlesIn(graph)).toEqual([['a', 'b', 'c', 'd'], ['f']])
  })
})
