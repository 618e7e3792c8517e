/** A name that stands twice in one object of JSON: of two values nobody knows which counts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doubledIn, parseOnce, parseWritten } from '../../../worker/intake/files/json/doubled.ts'
import { drafted } from '../../support/intake/drafted.ts'
import { delivered, text } from '../../support/intake/trial.ts'

const mapping = {
  ...{ mapping: 1, title: { zh: '工程', en: 'works' }, target: 'register', name: 'works' },
  input: { format: 'json' },
  records: [
    {
      kind: 'decision',
      key: { from: ['id'] },
      department: 'office',
      fields: { title: 'title', class: { const: 'ordinary' }, noResponsibility: { const: 'none' } },
    },
  ],
}

describe('a delivery with a name that stands twice', () => {
  const row = (id: number, more = ''): string => `{"id":${id},"office":"Roads","title":"Bridge ${id}"${more}}`

  it.each([
    ['a list', 'w.json', `[${row(1)},${row(2, ',"title":"Tunnel"')}]`, '/2/title'],
    ['lines', 'w.ndjson', `${row(1)}\n\n${row(2, ',"title":"Tunnel"')}\n`, '/title of line 3'],
    ['another spelling', 'w.json', `[${row(1)},${row(2, ',"t\\u0069tle":"Tunnel"')}]`, '/2/title'],
  ])('is refused in %s, with its place and both values', (_, path, content, place) => {
    const { rejected, records } = delivered(mapping, [text(path, content)])
    expect(records).toEqual([])
    expect(rejected.map(({ reason }) => reason.en)).toEqual([
      expect.stringContaining(`${place} stands twice in one object, first as "Bridge 2", then as "Tunnel"`),
    ])
    expect(() => drafted(path, content)).toThrow('stands twice')
  })

  it('is read where both say the same', () => {
    const given = text('w.json', `[${row(1, ',"title":"Bridge 1"')}]`)
    expect(delivered(mapping, [given]).records).toHaveLength(1)
  })
})

it('in what a person writes, it is told with its path and both lines', () => {
  const text = '{\n  "records": [\n    {"kind": "decision",\n     "kind": "milestone"}\n  ]\n}\n'
  expect(() => parseWritten(text, 'm.json')).toThrow(
    '/records/1/kind stands twice in one object, as "decision" on line 3 and as "milestone" on line 4',
  )
  expect(parseWritten('{"a": [1, {"b": 2}]}', 'm.json')).toEqual({ a: [1, { b: 2 }] })
})

it.each([
  ['{\n  "a": 1,\n  "b": 2 "c"\n}', 'm.json: it is not valid JSON: line 3 is wrong'],
  ['{"a": [1, 2]', 'm.json: it is not valid JSON'],
  ['', 'm.json: it is not valid JSON'],
])('what a person writes and is no JSON is refused in words: %j', (text, words) => {
  expect(() => parseWritten(text, 'm.json')).toThrow(words)
})

it('whatever JSON there is, it is parsed as ever, and a doubled name is found in it', () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 4 }),
      fc.string(),
      fc.jsonValue(),
      fc.jsonValue(),
      (json, name, one, other) => {
        expect(parseOnce(json, 'w.json')).toEqual(JSON.parse(json))
        const [first, second] = [JSON.stringify(one), JSON.stringify(other)]
        const doubled = `[${json}, {"a" : ${json} , ${JSON.stringify(name)}: ${first}, "${name === 'b' ? 'c' : 'b'}\\\\":0 , ${JSON.stringify(name)} :${second}}]`
        if (first === second || name === 'a') return
        expect(doubledIn(doubled)).toMatchObject({ first, second })
        expect(() => parseOnce(doubled, 'w.json')).toThrow('twice')
      },
    ),
  )
})
