/** A name reads as it stands: what turns or hides a part of it is refused, what a script needs is kept. */
import { describe, expect, it } from 'vitest'
import { filled, LONGEST_TEXT, optional, parse, textList } from '../../worker/domain/input/input.schema.ts'
import { Problem } from '../../worker/domain/record/problem.ts'
import { testApi } from '../support/api/api.ts'

const name = filled(500)
const long = filled(LONGEST_TEXT)
const refused = (run: () => unknown): string | null => {
  try {
    run()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.words.en
    throw error
  }
}

describe('text', () => {
  const turning = [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069]
  it.each(turning)('does not turn the direction of writing (%i), long or short', (code) => {
    const text = `取水许可${String.fromCodePoint(code)}abc`
    for (const schema of [name, long, optional()])
      expect(refused(() => parse(schema, text))).toContain('turn the direction')
    expect(refused(() => parse(textList(100, 10), [text]))).toContain('turn the direction')
  })

  it.each(['\u200b', '\u2060', '\ufeff', '\u00ad', '\u200d', '\u200c'])(
    'that is a name hides nothing (%j)',
    (mark) => {
      expect(refused(() => parse(name, `取水${mark}许可`))).toContain('nobody sees')
      expect(refused(() => parse(name, `water${mark}permit`))).toContain('nobody sees')
      expect(refused(() => parse(long, `water${mark}permit`))).toBeNull()
    },
  )

  it.each([
    'क्\u200dष विभाग',
    'سازمان‌های آب',
    'نمی\u200cشود',
    '👩\u200d🔬 研究',
    '👩🏽\u200d🔬',
    '❤\ufe0f\u200d🔥',
    'רחוב\u200f 5',
  ])('of a script that needs joiners is kept: %s', (text) => {
    expect(parse(name, text)).toBe(text.normalize('NFC'))
  })
})

describe('a record', () => {
  it('is not named by what reads as another name', async () => {
    const api = await testApi()
    const item = { name: '取水\u202e可许', type: 'licence', legalBases: [{ title: '水法', text: '第七条' }] }
    const response = await api.post('/api/v1/responsibilities', item)
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid', field: 'name' }])
  })
})
