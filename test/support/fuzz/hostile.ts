/** Requests that nobody in good faith would send. */
import type { Chance } from './chance.ts'
import type { Asked } from './request.ts'

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

const VALUES = [
  '"\\ud800"',
  '"\\udc00甲"',
  '9007199254740993',
  '1e999',
  '-0',
  '1e-400',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  '"‮反"',
  '"a\\u2066b"',
  '"\\u0000"',
  '""',
  'null',
  '[]',
  '{}',
  'true',
  '-1',
  '""',
  '"%s%n../../etc/passwd"',
  '"\' OR 1=1 --"',
  '"2026-02-30"',
  '"275760-09-14"',
  '"=1+1"',
] as const

const PARTS = [
  '__proto__',
  'constructor',
  '..%2f..',
  '%00',
  '%ff',
  '-1',
  '9007199254740993',
  '%E2%80%AE',
  ' ',
] as const
const QUERIES = [
  'nothing=1',
  'limit=-1',
  'limit=1e9',
  'cursor=%00',
  'sort=__proto__',
  'limit=1&limit=2',
  'q=%F0%9D',
] as const

/** Puts raw JSON in the place of some member of a body. */
function replaced(body: object, value: string, chance: Chance): string {
  const name = chance.maybe(Object.keys(body)) ?? 'name'
  return JSON.stringify({ ...body, [name]: '\u0001' }).replace('"\\u0001"', () => value)
}

/** Spoils one thing of a request. */
export function spoil(asked: Asked, chance: Chance): Asked {
  const body = asked.body ?? {}
  const raw = (text: string): Asked => ({ ...asked, raw: text })
  const ways: [() => Asked, ...(() => Asked)[]] = [
    () => raw(replaced(body, chance.of(VALUES), chance)),
    () => raw(replaced(body, chance.of(VALUES), chance)),
    () => raw(replaced(body, deep(chance.of([63, 65, 600, 20_000])), chance)),
    () => raw(replaced(body, JSON.stringify('长'.repeat(chance.of([501, 20_001, 199_999]))), chance)),
    () =>
      raw(
        JSON.stringify({
          ...body,
          [chance.of(['unknown', 'Name', 'actor', 'recorded'])]: 1,
        }),
      ),
    () => raw(`{"a":1,"a":2,${JSON.stringify(body).slice(1)}`),
    () => raw(`{"__proto__":{"x":1},${JSON.stringify(body).slice(1)}`),
    () => raw(chance.of(['', '{', 'null', '[]', '"x"', '﻿{}', '\u0000', deep(100_000)])),
    () =>
      raw(
        JSON.stringify({
          ...body,
          many: Array.from({ length: 21_000 }, () => 0),
        }),
      ),
    () => ({
      ...asked,
      headers: {
        ...asked.headers,
        'content-type': chance.of([
          'text/plain',
          'application/x-www-form-urlencoded',
          'application/json; charset=gbk',
          'multipart/form-data',
        ]),
      },
    }),
    () => ({
      ...asked,
      headers: {
        ...asked.headers,
        'if-match': chance.of(['"0"', '*', '"99999999999"', 'W/"1"', '"x"']),
      },
    }),
    () => ({
      ...asked,
      headers: {
        ...asked.headers,
        'idempotency-key': chance.of(['', 'k'.repeat(5000), 'a', 'draft:1']),
      },
    }),
    () => ({
      ...asked,
      headers: {
        ...asked.headers,
        range: chance.of(['bytes=5-1', 'bytes=-0', 'bytes=9999999-', 'lines=1']),
      },
    }),
    () => ({
      ...asked,
      headers: {
        ...asked.headers,
        authorization: chance.of(['Bearer', 'Basic YTpi', 'Bearer mz_x', 'Bearer ']),
      },
    }),
    () => ({
      ...asked,
      path: `${asked.path}${asked.path.includes('?') ? '&' : '?'}${chance.of(QUERIES)}`,
    }),
    () => ({
      ...asked,
      path: asked.path.replace(/\/[^/?]*(?=\?|$)/, `/${chance.of(PARTS)}`),
    }),
    () => ({
      ...asked,
      method: chance.of(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'POST']),
    }),
  ]
  return chance.of(ways)()
}
