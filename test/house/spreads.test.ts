/**
 * A call has room for about 125,000 arguments: a list of the length of a delivery or a ledger is never spread into
 * one. `addAll` and `greatest` of domain/record/list/long.ts do what is wanted.
 */
import { describe, expect, it } from 'vitest'
import { sources, textOf } from '../support/imports.ts'

/** Rooms that hold lists as long as what they were given. */
const ROOMS = /^worker\/(?:intake|store|services|cli\/(?:verify|import|inspect))\//

/** Calls whose lists are short whatever is given, with the reason. */
const BOUNDED: readonly (readonly [call: string, why: string])[] = [
  ['requireAny(call.actor, ...rightsFor', 'rights of a kind'],
  ["requireAny(caller, 'draft.write', ...AMONG_INSPECTORS", 'two rights'],
  ['between(source, filter, ...near', 'a pair of days'],
  ['between(source, filter, ...far', 'a pair of days'],
  ['profileColumn(one.name, ...valuesOf', 'a pair of lists'],
  ['lines.push( `', 'witnesses of one checkpoint'],
  ['reader.all(sql, ...args', 'parameters of one statement'],
  ['sql).all(...args', 'parameters of one statement'],
  ['sql).get(...args', 'parameters of one statement'],
  ['reader.each(sql, ...args', 'parameters of one statement'],
  ['sql).iterate(...args', 'parameters of one statement'],
  ['folder.rows(sql, ...list', 'parameters of one statement'],
  ['insert.run(firstIndex, ...documentOf', 'columns of the search index'],
  ['signCheckpoint({ origin: this.origin, size, root }, ...due', 'keys of a ledger that overlap'],
  ['lines.push(...completeLines', 'two lines'],
  ['String.fromCharCode(...head', 'the first bytes of a document'],
]

/** Spreads into calls in a text, each from the name of the call on; not rest parameters, nor lists and objects. */
function spreadsIn(source: string): string[] {
  const text = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '))
  const open: number[] = []
  const found: string[] = []
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] ?? ''
    if ('([{'.includes(mark)) open.push(at)
    else if (')]}'.includes(mark)) open.pop()
    else if (text.startsWith('...', at) && /[(,]\s*$/.test(text.slice(0, at))) {
      const from = open.at(-1) ?? -1
      const callee =
        /([\w.)\]#?!]*)(?:<[^<>()]*>)?$/.exec(text.slice(Math.max(0, from - 80), from))?.[1] ?? ''
      if (text[from] !== '(' || callee === '' || isParameters(text, from)) continue
      found.push(`${callee}${text.slice(from, at + 30)}`.replace(/\s+/g, ' '))
    }
  }
  return found
}

/** Whether what a bracket opens is the parameters of a function. */
function isParameters(text: string, from: number): boolean {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth += 1
    else if (text[at] === ')') depth -= 1
    if (depth === 0) return /^\)\s*(?:=>|:|\{)/.test(text.slice(at, at + 20))
  }
  return false
}

describe('a list of unknown length', () => {
  it('is not spread into a call', () => {
    const found = sources
      .filter((path) => ROOMS.test(path))
      .flatMap((path) =>
        spreadsIn(textOf(path))
          .filter((call) => !BOUNDED.some(([known]) => call.includes(known)))
          .map((call) => `${path}: ${call}`),
      )
    expect(found).toEqual([])
  })

  it('would be noticed', () => {
    const some = [
      'list.push(...others)',
      'const most = Math.max(\n  0,\n  ...rows.map((row) => row.length),\n)',
      'work<string>(first, ...rest)',
    ]
    for (const source of some) expect([source, spreadsIn(source).length]).toEqual([source, 1])
    const none = ['[...a, ...b]', '({ ...a, b: [...c] })', 'function f(...args: X[]): Y {}', '(...a) => a']
    for (const source of none) expect([source, spreadsIn(source)]).toEqual([source, []])
  })
})
