/** A text that nobody reads is translated, reviewed and carried on for nothing. */
import { describe, expect, it } from 'vitest'
import { deskZh } from '../../../web/words/zh/desk.ts'
import { zh } from '../../../web/words/zh/site.ts'
import { sources, textOf } from '../../support/imports.ts'

type Tree = { [key: string]: string | Tree }

/** A file that may read a dictionary: the words that it uses, and of which of them it takes members by a variable. */
interface Reader {
  words: ReadonlySet<string>
  computed: ReadonlySet<string>
}

/** `words.states[kind]`, `Object.entries(words.keys)`, `Record<string, string> = words.facts`, `f(query, words.all)`. */
const COMPUTED = [
  /\.(\w+)\[/g,
  /Object\.(?:entries|values|keys)\((?:\w+\.)*(\w+)\)/g,
  /(?:Record<\w+, \w+>|string \}) = (?:\w+\.)*(\w+)/g,
  /, (?:\w+\.)+(\w+)\)/g,
]

function readerOf(text: string): Reader {
  // The browser is given that part of the dictionary alone, as its words.
  const client = text.includes('ClientWords') ? ['client'] : []
  const whole = /\bwords\[/.test(text) ? client : []
  return {
    words: new Set([...(text.match(/[\w$]+/g) ?? []), ...client]),
    computed: new Set([
      ...COMPUTED.flatMap((form) => [...text.matchAll(form)].map(([, name = '']) => name)),
      ...whole,
    ]),
  }
}

/**
 * Keys that no file names together with the key above them. A file that takes members of that one by a variable
 * may read any of them, and what stands in them.
 */
function unread(tree: Tree, readers: readonly Reader[], path: readonly string[] = []): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = [...path, key]
    if (typeof value !== 'string') return unread(value, readers, here)
    const [beyond = '', above] = path.slice(-2).length === 2 ? path.slice(-2) : ['', path.at(-1)]
    const isRead = readers.some(
      ({ words, computed }) =>
        (above === undefined || words.has(above) || computed.has(beyond)) &&
        (words.has(key) || (above !== undefined && computed.has(above))),
    )
    return isRead ? [] : [here.join('.')]
  })
}

const readers = sources
  .filter((path) => /^(?:web|worker\/site)\//.test(path) && !path.startsWith('web/words/'))
  .map((path) => readerOf(textOf(path)))

describe('every text is read somewhere', () => {
  it.each([
    ['site', zh],
    ['workbench', deskZh],
  ])('of the %s', (_, tree) => {
    expect(unread(tree, readers)).toEqual([])
  })

  it('would notice one that is not', () => {
    const tree = { title: 'a', home: { heading: 'b', gone: 'c' }, states: { one: 'd' } }
    const some = [readerOf('words.title'), readerOf('const { home } = words\nhome.heading'), readerOf('gone')]
    expect(unread(tree, some)).toEqual(['home.gone', 'states.one'])
    expect(unread(tree, [...some, readerOf('words.states[kind]')])).toEqual(['home.gone'])
  })
})
