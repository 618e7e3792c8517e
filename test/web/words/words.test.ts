import { describe, expect, it } from 'vitest'
import { deskEn } from '../../../web/words/en/desk.ts'
import { en } from '../../../web/words/en/site.ts'
import { count, fill, unit } from '../../../web/words/words.ts'
import { deskZh } from '../../../web/words/zh/desk.ts'
import { zh } from '../../../web/words/zh/site.ts'

type Tree = { [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  )
}

const places = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

describe.each([
  ['site', zh, en],
  ['workbench', deskZh, deskEn],
])('dictionaries of the %s', (_, zhTree, enTree) => {
  const chinese = new Map(leaves(zhTree))
  const english = new Map(leaves(enTree))

  it('have the same keys', () => {
    expect([...english.keys()]).toEqual([...chinese.keys()])
  })

  it('have no empty string', () => {
    // Of some states of writing nothing is said.
    const empty = [...chinese, ...english].filter(([, text]) => text.trim() === '')
    expect(empty.filter(([key]) => !key.startsWith('write.state.'))).toEqual([])
  })

  it('take the same values in the same sentence', () => {
    const differing = [...chinese].filter(([key, text]) => {
      // A singular may do without its number ("corrected once").
      const other = (english.get(key) ?? '').split('|').at(-1) ?? ''
      return places(text).join() !== places(other).join()
    })
    expect(differing).toEqual([])
  })

  it('write one and many alone by a bar, and count with both', () => {
    const barred = [...chinese, ...english].filter(([, text]) => text.includes('|'))
    const wrong = barred.filter(([, text]) => {
      const [, many = '', ...rest] = text.split('|')
      return rest.length > 0 || !many.includes('{n}')
    })
    expect(wrong).toEqual([])
  })

  it('keep to their language', () => {
    const glyphs = /^(client\.glyph\.|site\.otherLanguage|follow\.chinese)/
    const han = [...english].filter(([key, text]) => !glyphs.test(key) && /\p{Script=Han}/u.test(text))
    expect(han).toEqual([])
    const halfWidth = [...chinese].filter(([, text]) =>
      /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(text),
    )
    expect(halfWidth).toEqual([])
  })
})

describe('fill', () => {
  it('puts values in, numbers grouped', () => {
    expect(fill('{a} of {n}', { a: 'x', n: 18402 })).toBe('x of 18,402')
    expect(fill('{missing}!', {})).toBe('!')
    expect(fill('{n} entry|{n} entries', { n: 1 })).toBe('1 entry')
    expect(fill('{n} entry|{n} entries', { n: 2 })).toBe('2 entries')
    expect(fill('{n} | {m}', { n: '1', m: '2' })).toBe('1 | 2')
  })

  it('counts one and many', () => {
    expect(count('{n} entry|{n} entries', 1)).toBe('1 entry')
    expect(count('{n} entry|{n} entries', 0)).toBe('0 entries')
    expect(count('{n} 条', 1)).toBe('1 条')
    expect(unit('{n} entry|{n} entries', 2)).toBe('entries')
  })
})

it('days that are counted at UTC+8 whatever calendar a ledger goes by say so', () => {
  expect([deskZh.access.day, deskEn.access.day].every((text) => text.includes('UTC+8'))).toBe(true)
})
