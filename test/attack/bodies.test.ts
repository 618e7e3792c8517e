/** Hostile bodies at every route that takes one: each is refused with its place, and none fails inside. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonLimits, walkJson } from '../../worker/api/http/json.ts'
import { Problem } from '../../worker/domain/record/problem.ts'
import { canonicalJson, type Json } from '../../worker/ledger/canonical.ts'
import { base, testApi } from '../support/api/api.ts'
import { OPERATOR } from '../support/ledger/ledger.ts'

const LIMITS: JsonLimits = { depth: 64, members: 20_000, keys: 5_000, text: 200_000 }

function read(text: string, limits = LIMITS): { value: Json; turns: number } {
  const walk = walkJson(text, limits)
  for (let turns = 1; ; turns++) {
    const next = walk.next()
    if (next.done) return { value: next.value, turns }
  }
}

function refusalOf(text: string): { en: string; field: string | undefined } {
  try {
    read(text)
  } catch (error) {
    if (error instanceof Problem) return { en: error.words.en, field: error.field }
    throw error
  }
  return { en: 'read', field: undefined }
}

describe('the reader of JSON', () => {
  it('reads what JSON.parse reads, when nothing of it would be bent', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.boolean(), (text, pretty) => {
        const value: unknown = JSON.parse(text)
        let canonical: string
        try {
          canonical = canonicalJson(value)
        } catch {
          return
        }
        if (text.includes('__proto__') || /(?<![\d.])0(?:\.0+)?e/i.test(text)) return
        const sent = pretty ? JSON.stringify(value, null, 2) : JSON.stringify(value)
        expect(canonicalJson(read(sent).value)).toBe(canonical)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses what JSON.parse refuses, and nothing that it gives is not canonical', () => {
    const bits = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '"a"',
      '1',
      '-',
      '.',
      'e9',
      'true',
      'nul',
      ' ',
      '\u0001',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bits), { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        let value: Json
        try {
          value = read(text).value
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
          return
        }
        expect(value).toEqual(JSON.parse(text))
        expect(() => canonicalJson(value)).not.toThrow()
      }),
      { numRuns: 3000 },
    )
  })

  it.each<[string, string, string | undefined]>([
    ['{"a":1,"b":{"c":1,"c":2}}', 'stands twice', 'b/c'],
    ['{"a":1,"\\u0061":2}', 'stands twice', 'a'],
    ['{"__proto__":{}}', 'cannot be the name', '__proto__'],
    ['{"a":[{"\\u005f_proto__":1}]}', 'cannot be the name', 'a/0/__proto__'],
    ['{"a":["","\\ud800"]}', 'half a character', 'a/1'],
    ['{"\\udc00":1}', 'half a character', undefined],
    ['[1,9007199254740993]', 'cannot be kept', '1'],
    ['{"n":1e999}', 'cannot be kept', 'n'],
    ['{"n":-1e-999}', 'cannot be kept', 'n'],
    [`[${'1'.repeat(500)}]`, 'cannot be kept', '0'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'at most 64 levels', undefined],
    [`[${'1,'.repeat(20_000)}1]`, 'too many', undefined],
    [`{${Array.from({ length: 5_001 }, (_, i) => `"k${i}":1`).join(',')}}`, 'too many', undefined],
    [`"${'a'.repeat(200_001)}"`, 'too long', undefined],
    [`{"a":${' '.repeat(20_001)}1}`, 'white space after character 6', undefined],
    [' '.repeat(16_000_000), 'white space after character 1', undefined],
    ['{"a":1', 'ends too early', undefined],
    ['{"a":1}x', 'see character 8', undefined],
    ['', 'ends too early', undefined],
  ])('refuses %.40s: %s', (text, words, field) => {
    const refused = refusalOf(text)
    expect(refused.en).toContain(words)
    if (field !== undefined) expect(refused.field).toBe(field)
    expect(refused.en.length).toBeLessThan(700)
  })

  it('takes what stands at its limits', () => {
    expect(refusalOf(`${'['.repeat(64)}${']'.repeat(64)}`).en).toBe('read')
    expect(refusalOf(`[${'1,'.repeat(19_999)}1]`).en).toBe('read')
    expect(refusalOf('[9007199254740991,0.1,-0,0e5,1E+2,5e-324]').en).toBe('read')
  })

  it('lets others have their turn after a few thousand members or half a million characters', () => {
    const wide = { ...LIMITS, members: 200_000 }
    expect(read(`[${'1,'.repeat(100_000)}1]`, wide).turns).toBeGreaterThan(40)
    expect(read(`[${`"${'a'.repeat(100_000)}",`.repeat(100)}1]`, wide).turns).toBeGreaterThan(10)
  })
})

const api = await testApi(undefined, { attempts: 1e9, byPeople: 1e9, byKeys: 1e9 })
const call = { actor: OPERATOR }
const roles = ['recorder', 'approver', 'inspector', 'auditor', 'operator', 'verifier', 'registrar', 'system']
const keys: string[] = []
for (const role of roles) {
  const department = ['recorder', 'approver', 'system'].includes(role) ? 'dep-water' : null
  keys.push((await api.services.keys.createWithAccount(call, { name: role, role, department })).secret)
}

const spec: { paths: Record<string, Record<string, { requestBody?: unknown }>> } = await (
  await api.get('/api/openapi.json')
).json()
const described = Object.entries(spec.paths).filter(([, methods]) => methods.post?.requestBody !== undefined)
const signIn = ['passkey/options', 'passkey', 'invitation', 'invitation/options', 'invitation/passkey']
  .concat(['invitation/once', 'passkeys/options', 'passkeys', 'sign-out'])
  .map((path) => `/auth/${path}`)
const routes = [...described.map(([path]) => path.replace(/\{\w+\}/g, 'dep-water')), ...signIn]

const wideBody = `{${Array.from({ length: 4_000 }, (_, i) => `"k${i}":[1,2,3,4,5]`).join(',')}}`
const hostile: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[] = [
  ['half a character', '{"occurred":"\\ud800","review":"\\ud800","input":"\\ud800"}'],
  ['a key twice', '{"reason":"a","reason":"b"}'],
  ['a prototype', '{"__proto__":{"role":"operator"}}'],
  ['an infinite number', '{"input":{"n":1e999},"values":{"n":1e999}}'],
  ['a number past 2^53', '{"input":{"n":9007199254740993}}'],
  ['depth', `{"input":${'['.repeat(600)}${']'.repeat(600)}}`],
  ['width', wideBody],
  ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['half of a body', '{"a":'],
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"a"'],
  ['unknown members', '{"constructor":1,"toString":2,"nmae":3}'],
]

async function send(path: string, key: string | null, body: BodyInit): Promise<Response> {
  const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` }
  const own: Record<string, string> = path.startsWith('/auth/') ? { origin: base } : {}
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': 'hostile',
    ...own,
    ...authorization,
  }
  return api.request(path, { method: 'POST', body, headers })
}

/** The key of somebody who is let in, so that the body itself is what is refused. */
async function keyFor(path: string): Promise<string | null> {
  if (path.startsWith('/auth/')) return null
  for (const key of keys) {
    const { status } = await send(path, key, '{"nothing-of-this-name":1}')
    if (status !== 401 && status !== 403) return key
  }
  return keys[0] ?? null
}

describe('a body', () => {
  it('is read by the one reader, and documents as bytes', () => {
    const folder = fileURLToPath(new URL('../../worker/api', import.meta.url))
    const readers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        /\.req\.(?:json|text|arrayBuffer|blob|parseBody|formData|raw\.body|valid)\b|JSON\.parse\(/.test(
          readFileSync(join(folder, name), 'utf8'),
        ),
      )
    expect(readers.sort()).toEqual([
      ...['http/body.ts', 'http/json.ts'],
      // Bytes of a document, of a department or of the public, and of the copy of one.
      ...['questions/asking.ts', 'questions/handling.ts', 'records/documents.ts'],
    ])
  })
})

describe('every route that takes a body', () => {
  it('is among those that are tried', () => {
    expect(routes.length).toBeGreaterThan(90)
  })

  it.each(routes)('%s refuses what is hostile, in words', async (path) => {
    const key = await keyFor(path)
    const before = await api.size()
    for (const [what, body] of hostile) {
      const response = await send(path, key, body)
      const problem: { code?: string; detail?: string } = await response.json()
      const told = [path, what, response.status, problem.code]
      expect([...told, response.status >= 400 && response.status < 500]).toEqual([...told, true])
      expect(problem.detail?.length ?? 0).toBeLessThan(1_500)
    }
    expect(await api.size()).toBe(before)
  })
})
