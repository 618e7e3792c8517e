/** A document of the public is read by whom its moderation lets read it, whatever anybody else writes, sends or names. */
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { dayAfter } from '../../worker/domain/record/date.ts'
import { MOST_ATTACHED } from '../../worker/domain/record/spoken/fields.ts'
import { joined, utf8 } from '../../worker/ledger/bytes.ts'
import { tiffOf } from '../../worker/services/documents/pictures/orientation.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { type TestApi, testApi } from '../support/api/api.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const pdf = (text: string) => utf8(`%PDF-1.7\n${text}`)
const erasure = {
  ground: 'personal_data',
  authority: '明川市〔2026〕12 号',
  reason: '附件含个人信息。',
} as const

let api: TestApi
const keys: { [name: string]: string } = {}

beforeAll(async () => {
  api = await testApi(undefined, { asks: 10_000, tracks: 10_000, atOnce: 10_000 })
  for (const [name, role, department] of [
    ['moderator', 'moderator', null],
    ['asked', 'recorder', 'dep-water'],
    ['other', 'recorder', 'dep-house'],
    ['inspector', 'inspector', null],
    ['operator', 'operator', null],
  ] as const)
    keys[name] = (await api.services.keys.createWithAccount(call, { name, role, department })).secret
})

const asked = async (): Promise<{ id: string; code: string }> =>
  (
    await api.post(
      '/api/v1/questions',
      { department: 'dep-water', type: 'help', title: '路灯', text: '不亮' },
      { key: null },
    )
  ).json()

function put(code: string, bytes: Uint8Array, declared = sha256Of(bytes)): Promise<Response> {
  const headers = { 'tracking-code': code, 'content-type': 'application/octet-stream' }
  return api.request(`/api/v1/tracking/attachments/${declared}`, {
    method: 'PUT',
    body: bytes.slice(),
    headers,
  })
}

const attach = (code: string, sha256: string, title = '现场.pdf') =>
  api.post('/api/v1/tracking/attach', { code, title, attachment: { sha256 } }, { key: null })

async function attached(bytes: Uint8Array, more: { id: string; code: string } | null = null) {
  const one = more ?? (await asked())
  const sha256 = sha256Of(bytes)
  expect((await put(one.code, bytes)).status).toBe(201)
  const response = await attach(one.code, sha256)
  expect(response.status, await response.clone().text()).toBe(201)
  const { records } = await response.json()
  return { ...one, sha256, of: records[0].seq as number, index: records[0].index as number }
}

const write = (path: string, body: object, name: string) =>
  api.post(`/api/v1/${path}`, body, { key: keys[name] ?? '' })

async function readers(sha256: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const name of ['public', 'other', 'asked', 'operator', 'inspector', 'moderator']) {
    const headers: Record<string, string> = name === 'public' ? {} : { authorization: `Bearer ${keys[name]}` }
    found[name] = (await api.get(`/api/v1/documents/${sha256}`, headers)).status
  }
  return found
}
const by = (open: readonly string[], others = 404) =>
  Object.fromEntries(
    ['public', 'other', 'asked', 'operator', 'inspector', 'moderator'].map((name) => [
      name,
      open.includes(name) ? 200 : others,
    ]),
  )

describe('who reads a document of the public', () => {
  it('is whom the law lets read its text, at each step, and each look is logged', async () => {
    const { id, sha256, of, index } = await attached(pdf('a'))
    expect(await readers(sha256)).toEqual(by(['inspector', 'moderator']))
    await write(`questions/${id}/publish`, { of: 2 }, 'moderator')
    expect(await readers(sha256)).toEqual(by(['inspector', 'moderator']))
    const withheld = { of, onGround: 'personal_data', explanation: '含他人证件' }
    expect((await write(`questions/${id}/withhold`, withheld, 'moderator')).status).toBe(201)
    expect(await readers(sha256)).toEqual(by(['asked', 'inspector', 'moderator']))
    const looks = await api.services.access.list(LOCAL_OPERATOR, { action: 'read_document' }, { limit: 99 })
    expect(looks.filter(({ subject }) => subject === String(index))).toHaveLength(7)
  })

  it('is everybody once it is published, and nobody once it was erased', async () => {
    const { id, code, sha256, of, index } = await attached(pdf('b'))
    const published = await (await write(`questions/${id}/publish`, { of }, 'moderator')).json()
    expect(await readers(sha256)).toEqual(by(Object.keys(by([]))))
    const state = (await (await api.get(`/api/v1/questions/${id}`)).json()).state
    expect(state.attachments).toBe(1)
    expect(state.texts[1]).toMatchObject({
      title: '现场.pdf',
      publication: 'published',
      attachment: { sha256, bytes: 10, mediaType: 'application/pdf' },
      opens: index,
    })
    const tracked = await (await api.post('/api/v1/tracking', { code }, { key: null })).json()
    expect(tracked.texts[1]).toMatchObject({ attachment: { sha256 } })
    for (const target of [index, published.records.at(-1).index])
      await api.services.erasures.erase({ ...call, approver: SECOND }, target, erasure)
    await api.services.documents.sweep()
    expect(await readers(sha256)).toEqual(by([], 410))
  })

  it('is no department that names, sends or quotes its digest', async () => {
    const bytes = pdf('c')
    const { id, code, sha256, of } = await attached(bytes)
    await write(`questions/${id}/accept`, {}, 'asked')
    const evidence = [{ title: '附件', sha256 }]
    const answer = { answer: 'explain', outcome: 'explained', text: sha256, evidence }
    expect((await write(`questions/${id}/answer`, answer, 'asked')).status).toBe(201)
    const decision = { title: sha256, class: 'ordinary', noResponsibility: '无' }
    await write('decisions', { fields: decision, department: 'dep-house' }, 'other')
    // The writer may not put it in the open either, by a text that is nothing but its digest.
    await write(`questions/${id}/withhold`, { of, onGround: 'unlawful', explanation: '违法' }, 'moderator')
    await api.post('/api/v1/tracking/add', { code, text: sha256 }, { key: null })
    const { texts } = (await (await api.get(`/api/v1/questions/${id}`)).json()).state
    await write(`questions/${id}/publish`, { of: texts.at(-1).of }, 'moderator')
    expect(await readers(sha256)).toMatchObject({ public: 404, other: 404 })
    // Whoever has the bytes and sends them learns nothing, and reads what they sent.
    const headers = { authorization: `Bearer ${keys.other}`, 'content-type': 'application/octet-stream' }
    const path = `/api/v1/documents/${sha256}`
    expect((await api.request(path, { method: 'PUT', body: bytes.slice(), headers })).status).toBe(201)
    expect(await readers(sha256)).toMatchObject({ public: 404, other: 200 })
  })

  it('hides no public document by sending the same bytes', async () => {
    const bytes = pdf('d')
    const sha256 = sha256Of(bytes)
    const headers = {
      authorization: `Bearer ${api.keys.recorder}`,
      'content-type': 'application/octet-stream',
    }
    await api.request(`/api/v1/documents/${sha256}`, { method: 'PUT', body: bytes.slice(), headers })
    await api.settle('/api/v1/decisions', {
      title: '附件公开的决策',
      class: 'ordinary',
      noResponsibility: '无',
      documents: [{ title: '附件', sha256 }],
    })
    expect((await readers(sha256)).public).toBe(200)
    await attached(bytes)
    expect((await readers(sha256)).public).toBe(200)
  })
})

describe('what is taken', () => {
  const of = (bytes: number) => new Uint8Array(bytes).fill(0x41)
  it.each<[string, Uint8Array, RegExp]>([
    ['a page', utf8('<!doctype html><script>alert(1)</script>'), /PDF/],
    ['a drawing with a script', utf8('<?xml version="1.0"?><svg onload="alert(1)"/>'), /PDF/],
    ['an archive that calls itself something else', utf8('PK\u0003\u0004'), /PDF/],
    ['nothing', new Uint8Array(0), /0/],
    ['too much', of(MOST_ATTACHED.bytes + 1), /10 MB/],
  ])('is not %s', async (_, bytes, words) => {
    const { id, code } = await asked()
    const response = await put(code, bytes)
    const { detail, field } = await response.json()
    expect([response.status, field]).toEqual([400, 'file'])
    expect(detail).toMatch(words)
    expect((await api.services.reading.record(id))?.state.seq).toBe(2)
  })

  it('is what was sent for the same record alone, three times at the most, under a name that says what it is', async () => {
    const [one, other] = [await asked(), await asked()]
    const bytes = pdf('mine')
    expect((await put(one.code, bytes)).status).toBe(201)
    expect((await put(one.code, bytes)).status).toBe(200)
    expect((await put(one.code, pdf('x'), sha256Of(bytes))).status).toBe(400)
    expect((await put('0000-0000-0000-0000', pdf('y'))).status).toBe(404)
    expect((await attach(other.code, sha256Of(bytes))).status).toBe(404)
    expect((await attach(one.code, sha256Of(bytes), '\u202Efdp.exe')).status).toBe(400)
    const names = ['/home/me/fdp.exe', '../../etc/passwd', `${'长'.repeat(150)}.pdf`]
    for (const name of names) expect((await attach(one.code, sha256Of(bytes), name)).status).toBe(201)
    expect((await attach(one.code, sha256Of(bytes))).status).toBe(409)
    const { texts } = await (await api.post('/api/v1/tracking', { code: one.code }, { key: null })).json()
    expect(texts.slice(1).map(({ title }: { title: string }) => title)).toEqual([
      'home_me_fdp.exe',
      'etc_passwd',
      `${'长'.repeat(96)}.pdf`,
    ])
  })
})

/** A photograph as a telephone makes it, with where it was taken; upright, though its points lie on their side. */
function photograph(): Uint8Array {
  const segment = (marker: number, content: Uint8Array) => [
    Uint8Array.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff),
    content,
  ]
  const exif = joined([utf8('Exif\0\0'), tiffOf(6), utf8('GPS 31.2304N')])
  return joined([
    Uint8Array.of(0xff, 0xd8),
    ...segment(0xe1, exif),
    ...segment(0xc0, utf8('frame')),
    ...segment(0xda, utf8('scan')),
    utf8('points'),
    Uint8Array.of(0xff, 0xd9),
  ])
}

describe('a photograph', () => {
  it('is kept without where it was taken, and its sender holds proof of what was kept', async () => {
    const { id, code } = await asked()
    const bytes = photograph()
    const sent = await put(code, bytes)
    expect(sent.status).toBe(201)
    const kept: { sha256: string; mediaType: string } = await sent.json()
    expect(kept.mediaType).toBe('image/jpeg')
    expect(kept.sha256).not.toBe(sha256Of(bytes))
    // The same photograph once more is the same document, and what was not kept cannot be named.
    expect([(await put(code, bytes)).status, (await attach(code, sha256Of(bytes))).status]).toEqual([
      200, 404,
    ])
    expect((await attach(code, kept.sha256, '现场.jpg')).status).toBe(201)
    const fetched = await api.services.waiting.codes.document(code, 3)
    const held = new Uint8Array(await new Response(fetched.stream).arrayBuffer())
    expect([sha256Of(held), fetched.name]).toEqual([kept.sha256, '现场.jpg'])
    const text = new TextDecoder('latin1').decode(held)
    expect([text.includes('GPS'), text.includes('points')]).toEqual([false, true])
    // The sealed entry binds the digest of what is there.
    const { texts } = await (await api.post('/api/v1/tracking', { code }, { key: null })).json()
    expect(texts[1].attachment.sha256).toBe(kept.sha256)
    await write(`questions/${id}/publish`, { of: 3 }, 'moderator')
    const shown = await api.get(`/api/v1/documents/${kept.sha256}`)
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(held)
    await expect(api.services.waiting.codes.document(code, 2)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('that cannot be read is refused in words, and nothing of it is kept', async () => {
    const { code } = await asked()
    const response = await put(code, photograph().slice(0, 30))
    const { detail, field } = await response.json()
    expect([response.status, field]).toEqual([400, 'file'])
    expect(detail).toMatch(/拍摄|picture/)
  })
})

describe('which text was read', () => {
  it('is known when the entry that published it is erased, whatever waits beside it', async () => {
    const { id, of } = await attached(pdf('named'))
    const published = await (await write(`questions/${id}/publish`, { of }, 'moderator')).json()
    const [named, words] = published.records
    const before = await (await api.get(`/api/v1/entries/${named.index}`)).json()
    expect(before.body).toEqual({ of })
    const refused = api.services.erasures.erase({ ...call, approver: SECOND }, named.index, erasure)
    await expect(refused).rejects.toMatchObject({ code: 'not_allowed' })
    await api.services.erasures.erase({ ...call, approver: SECOND }, words.index, erasure)
    const publications = async () =>
      (await (await api.get(`/api/v1/questions/${id}`)).json()).state.texts.map(
        ({ publication }: { publication: string }) => publication,
      )
    expect(await publications()).toEqual(['pending', 'erased'])
    // The first text is read as if nothing had been, and a withheld one stays withheld without its sentence.
    const kept = await (
      await write(
        `questions/${id}/withhold`,
        { of: 2, onGround: 'personal_data', explanation: '张三的号码' },
        'moderator',
      )
    ).json()
    await api.services.erasures.erase({ ...call, approver: SECOND }, kept.records.at(-1).index, erasure)
    expect(await publications()).toEqual(['withheld', 'erased'])
    const page = await (await api.get(`/api/v1/questions/${id}`)).text()
    expect(page).not.toContain('张三')
  })
})

describe.each(['question', 'comment'] as const)('a copy without some parts, of a %s', (kind) => {
  const list = `${kind}s`

  async function written(): Promise<{ id: string; code: string }> {
    if (kind === 'question') return asked()
    const today = api.services.reading.today()
    const actor = { account: 'acc-w', role: 'recorder', department: 'dep-water' }
    const fields = { title: '草案', openAt: today, closeAt: dayAfter(today, 40), draft: { title: '草案' } }
    const { records } = await api.services.acts.open({ actor }, 'consultation', 'dep-water', fields)
    const consultation = records[0]?.id ?? ''
    await api.services.acts.act({ actor }, 'consultation', 'opened', consultation, {})
    return (
      await api.post(`/api/v1/consultations/${consultation}/comments`, { text: '意见' }, { key: null })
    ).json()
  }

  function putCopy(id: string, bytes: Uint8Array, name: string): Promise<Response> {
    const headers = { authorization: `Bearer ${keys[name]}`, 'content-type': 'application/octet-stream' }
    const path = `/api/v1/${list}/${id}/copies/${sha256Of(bytes)}`
    return api.request(path, { method: 'PUT', body: bytes.slice(), headers })
  }

  it('stands in the place of the document, says that it is one and why, and goes with it', async () => {
    const whole = pdf(`whole ${kind}`)
    const cut = pdf(`cut ${kind}`)
    const { id, code, of, index, sha256 } = await attached(whole, await written())
    // Nobody else sends one, and what is none is not published as one.
    expect((await putCopy(id, cut, 'asked')).status).toBe(403)
    const publish = (body: object) => write(`${list}/${id}/publish`, body, 'moderator')
    const grounds = ['personal_data']
    expect((await publish({ of, copy: { sha256: sha256Of(cut), grounds } })).status).toBe(404)
    expect((await putCopy(id, cut, 'moderator')).status).toBe(201)
    for (const [copy, field] of [
      [{ sha256: sha256Of(cut), grounds: [] }, 'copy/grounds'],
      [{ sha256, grounds }, 'copy/sha256'],
      [{ grounds }, 'copy/sha256'],
    ] as const) {
      const refused = await publish({ of, copy })
      expect([refused.status, (await refused.json()).field]).toEqual([400, field])
    }
    expect((await publish({ of: 2, copy: { sha256: sha256Of(cut), grounds } })).status).toBe(400)
    expect((await readers(sha256Of(cut))).public).toBe(404)

    expect((await publish({ of, copy: { sha256: sha256Of(cut), grounds } })).status).toBe(201)
    expect([(await readers(sha256Of(cut))).public, (await readers(sha256)).public]).toEqual([200, 404])
    const { state } = await (await api.get(`/api/v1/${list}/${id}`)).json()
    expect(state.texts[1]).toMatchObject({
      publication: 'redacted',
      copied: grounds,
      attachment: { sha256: sha256Of(cut), bytes: cut.length },
      opens: null,
      salt: null,
    })
    // Whoever sent it holds what they sent, and may ask for another moderator.
    const held = await api.services.waiting.codes.document(code, of)
    expect(new Uint8Array(await new Response(held.stream).arrayBuffer())).toEqual(whole)
    const tracked = await (await api.post('/api/v1/tracking', { code }, { key: null })).json()
    expect(tracked.possible).toContain('second_reading_asked')

    await api.services.erasures.erase({ ...call, approver: SECOND }, index, erasure)
    await api.services.documents.sweep()
    expect(await readers(sha256Of(cut))).toEqual(by([], 410))
    expect(Object.values(await readers(sha256))).not.toContain(200)
    const after = await (await api.get(`/api/v1/${list}/${id}`)).text()
    expect(after).not.toContain(sha256Of(cut))
    expect(JSON.parse(after).state.texts[1]).toMatchObject({ publication: 'erased', copied: [] })
  })
})
