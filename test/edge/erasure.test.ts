/** Shows 4 in workerd: name, number and attachment of an erased record are at no address, in no row and in no bucket. */
import { env, exports } from 'cloudflare:workers'
import { expect, inject, it } from 'vitest'
import { toHex } from '../../worker/ledger/bytes.ts'
import type { Env } from '../../worker/machine/edge/env.ts'
import { openHttpDatabase } from '../../worker/store/http-database.ts'

const base = 'https://ledger.example'
const NAME = '欧阳淼焱'
const NUMBER = '849397120613'
const WORD = 'zqxcanary'
const { DOCUMENTS, LIBSQL_URL } = env as unknown as Env & {
  DOCUMENTS: { list(): Promise<{ objects: { key: string }[] }> }
}

interface Answer {
  id: string
  version: number
  records: { id: string; index: number }[]
  draft: { version: number; status: string }
}

function ask(
  path: string,
  init: { method?: string; body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
  key?: string,
): Promise<Response> {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` }
  return exports.default.fetch(
    new Request(base + path, { ...init, headers: { ...headers, ...init.headers } }),
  )
}

async function post(path: string, body: object, key: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  const response = await ask(path, { method: 'POST', body: JSON.stringify(body), headers }, key)
  const answer: Answer & { detail?: string } = await response.json()
  expect([path, response.ok, answer.detail]).toEqual([path, true, undefined])
  return answer
}

/** Tables in a row of which a word stands, also those that the search index keeps its terms in. */
async function rowsWith(words: readonly string[]): Promise<string[]> {
  const { client } = openHttpDatabase(LIBSQL_URL)
  const { rows } = await client.execute(
    "SELECT t.name AS t, c.name AS c FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'",
  )
  const looks = rows.map(({ t, c }) => ({
    sql: `SELECT '${t}.${c}' AS place FROM "${t}" WHERE ${words.map(() => `instr(CAST("${c}" AS BLOB), CAST(? AS BLOB)) > 0`).join(' OR ')} LIMIT 1`,
    args: [...words],
  }))
  const found = await client.batch(looks, 'read')
  return found.flatMap((one) => one.rows.map(({ place }) => String(place)))
}

it('leaves nothing of an erased record, whoever has looked at it before', async () => {
  const key = inject('edgeKey')
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${WORD} ${NUMBER}`)
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  const uploaded = await ask(`/api/v1/documents/${sha256}`, { method: 'PUT', body: bytes }, key)
  expect(uploaded.ok).toBe(true)
  const opened = await post(
    '/api/v1/decisions',
    {
      title: `补偿决定 ${WORD}`,
      ...{ class: 'ordinary', noResponsibility: '无', summary: `申请人${NAME}，身份证 ${NUMBER}` },
      documents: [{ title: `附件 ${NAME}`, sha256 }],
    },
    key,
  )
  const [{ id, index } = { id: '', index: -1 }] = opened.records
  const record = ['', '/timeline'].map((end) => `/api/v1/decisions/${id}${end}`)
  const entry = ['', '/evidence', '/proof', '/tlog-proof'].map((end) => `/api/v1/entries/${index}${end}`)
  const pages = [`/zh/decisions/${id}`, `/zh/entries/${index}`, '/zh/decisions']
  const feeds = [
    'ledger.atom',
    'decisions.json',
    `decisions/${id}.atom`,
    'departments/dep-mc-water.json',
  ].map((one) => `/feeds/${one}`)
  const exported = ['/api/v1/decisions', '/api/v1/decisions.csv', '/api/v1/entries', '/api/v1/changes']
  const others = [`/embed/decisions/${id}`, `/zh/decisions/${id}.json`, `/api/v1/records/${id}/evidence`]
  const beginnings = [WORD, NUMBER, NAME].flatMap((q) =>
    [...q].slice(1).map((_, at) => [...q].slice(0, at + 2).join('')),
  )
  const all = [...record, ...entry, ...pages, ...feeds, ...exported, ...others]
  const showing = async (words: readonly string[]): Promise<string[]> => {
    const found: string[] = []
    for (const path of all) {
      const text = await (await ask(path)).text()
      if ([NAME, NUMBER, WORD, sha256].some((word) => text.includes(word))) found.push(path)
    }
    for (const word of words)
      if ((await (await ask(`/api/v1/search?q=${encodeURIComponent(word)}`)).text()).includes(id))
        found.push(word)
    return found
  }
  expect((await showing([WORD, NUMBER, NAME])).length).toBeGreaterThan(15)
  expect((await ask(`/api/v1/documents/${sha256}`)).status).toBe(200)
  expect((await rowsWith([NAME, NUMBER, WORD, sha256])).length).toBeGreaterThan(3)

  const operator = inject('edgeOperator')
  const input = { entry: index, ground: 'personal_data', authority: '整改通知', reason: '个人信息' }
  const begun = await post(
    '/api/v1/drafts',
    { kind: 'erasure', verb: 'open', title: '删除', input },
    operator,
  )
  const at = `/api/v1/drafts/${begun.id}`
  const { draft } = await post(`${at}/submit`, { version: begun.version }, operator)
  await post(`${at}/approve`, { version: draft.version }, inject('edgeRegistrar'))

  expect(await showing(beginnings)).toEqual([])
  expect((await ask(`/api/v1/documents/${sha256}`)).status).toBe(410)
  expect(await rowsWith([NAME, NUMBER, WORD, WORD.slice(2), sha256])).toEqual([])
  expect((await DOCUMENTS.list()).objects.filter((one) => one.key.includes(sha256))).toEqual([])
})
