import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as deskModule from '../../../web/desk/write/signing.ts'
import { toBase64 } from '../../../worker/ledger/bytes.ts'
import { canonicalJson } from '../../../worker/ledger/canonical.ts'
import { importSeed } from '../../../worker/ledger/ed25519.ts'
import { formatUnsigned } from '../../../worker/ledger/envelope.ts'
import { unsignedOf } from '../../../worker/ledger/unsigned.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { serveApp } from '../../../worker/machine/server.ts'
import type { Served } from '../../../worker/machine/serving/listen.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { violations } from '../../support/browser/axe.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { deskBundle } from '../../support/browser/desk-bundle.ts'
import { newFolder } from '../../support/folders.ts'
import { editBehind } from '../../support/ledger/behind.ts'
import { SECOND } from '../../support/ledger/ledger.ts'
import { seedOf } from '../../support/ledger/signers.ts'

interface Told {
  status: number
  records: { id: string; index: number }[]
  code?: string
}

/** What the bundle puts into the page. */
declare const desk: typeof deskModule

describe.skipIf(whySkipped !== null)('signing in Chromium', () => {
  let folder: string
  let machine: Machine
  let served: Served
  let browser: TestBrowser
  let context: BrowserContext
  let bundle: string
  let secret: string
  /** The page of the department's own browser. */
  let office: Page
  let decision: { id: string; index: number }
  /** Of the entry that registers the key. */
  let registered: number

  beforeAll(async () => {
    folder = await newFolder()
    machine = await openMachine({ dataDir: folder, place: { zh: '明川市', en: 'Mingchuan' } })
    await machine.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
      code: 'water',
      name: '水务局',
    })
    const made = await machine.services.keys.createWithAccount(
      { actor: LOCAL_OPERATOR },
      { name: '水务局', role: 'system', department: 'dep-water' },
    )
    secret = made.secret
    served = await serveApp({ services: machine.services, host: '127.0.0.1', port: 0, log: () => undefined })
    browser = await launchChromium()
    bundle = await deskBundle()
    context = await browser.newContext()
    office = await context.newPage()
    await load()
    const publicKey = await office.evaluate(async () => {
      const keys = desk.createDeskKeys(window.indexedDB, window.crypto.subtle)
      return (await keys.make('dep-water')).key
    })
    const [key] = (
      await machine.services.acts.act(
        { actor: LOCAL_OPERATOR, approver: SECOND },
        'department',
        'key_registered',
        'dep-water',
        { key: publicKey, keptOn: '办公室浏览器' },
      )
    ).records
    if (key === undefined) throw new Error('the key was not registered')
    registered = key.index
    const told = await sign('decisions', { title: '水价调整方案', class: 'ordinary', noResponsibility: '无' })
    const [first] = told.records
    if (first === undefined) throw new Error(`not signed: ${told.code}`)
    decision = first
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await machine?.close()
  })

  async function load(): Promise<void> {
    await office.goto(`${served.url}/zh`)
    await office.evaluate(bundle)
  }

  async function post(path: string, body: object): Promise<Told> {
    const response = await fetch(`${served.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const told: Told = await response.json()
    expect([path, response.status]).toEqual([path, 201])
    return { ...told, status: response.status }
  }

  /** Prepares, signs and sends in the office's browser; `swap` changes a word of what is to be shown in between. */
  function sign(path: string, body: object, swap: [string, string] | null = null): Promise<Told> {
    return office.evaluate(
      async ({ path, body, swap, secret }) => {
        const { createDeskKeys, prepareRequest, signRequest, sendSigned } = desk
        const sending = {
          fetcher: window.fetch.bind(window),
          headers: { authorization: `Bearer ${secret}` },
        }
        const key = await createDeskKeys(window.indexedDB, window.crypto.subtle).find('dep-water')
        if (key === null) return { status: 0, records: [], code: 'no_key' }
        const preparation = await prepareRequest(`/api/v1/${path}`, body, sending)
        if ('response' in preparation)
          return { status: preparation.response.status, ...(await preparation.response.json()) }
        let { prepared } = preparation
        if (swap !== null) prepared = JSON.parse(JSON.stringify(prepared).replace(...swap))
        try {
          const signed = await signRequest(prepared, key)
          const response = await sendSigned(`/api/v1/${path}`, body, signed, sending)
          return { status: response.status, ...(await response.json()) }
        } catch (error) {
          return { status: 0, records: [], code: String(error) }
        }
      },
      { path, body, swap, secret },
    )
  }

  /** Puts other words into the body of an entry, behind the triggers, and the first ones back after a look. */
  async function tampered(index: number, from: string, to: string, look: () => Promise<void>): Promise<void> {
    const change = (was: string, is: string): void =>
      editBehind(
        folder,
        `UPDATE body SET content = replace(content, '${was}', '${is}') WHERE "index" = ${index}`,
      )
    change(from, to)
    try {
      await look()
    } finally {
      change(to, from)
    }
  }

  interface Read {
    box: string
    main: string
    marks: string[]
    seal: string
    page: Page
    close(): Promise<void>
  }

  /** Opens a public page in a reader's browser and waits until it has checked. */
  async function read(path: string, javaScriptEnabled = true): Promise<Read> {
    const reader = await browser.newContext({ javaScriptEnabled, reducedMotion: 'reduce' })
    const page = await reader.newPage()
    await page.goto(`${served.url}${path}`)
    if (javaScriptEnabled) {
      const undone = '[data-proof] .seal--unchecked, .seal--checking, .signed--checking, .signed--unchecked'
      await page.waitForFunction((selector) => document.querySelector(selector) === null, undone)
    }
    return {
      box: (await page.textContent('[data-proof]')) ?? '',
      main: (await page.textContent('main')) ?? '',
      marks: await page.$$eval('[data-signed]', (marks) =>
        marks.map((mark) => mark.textContent?.trim() ?? ''),
      ),
      seal: (await page.getAttribute('[data-proof] .seal', 'class')) ?? '',
      page,
      close: () => reader.close(),
    }
  }

  it('keeps a key that cannot be exported, over reloads, until it is forgotten', async () => {
    await load()
    const seen = await office.evaluate(async () => {
      const keys = desk.createDeskKeys(window.indexedDB, window.crypto.subtle)
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = window.indexedDB.open('mingzhang-desk')
        opening.onsuccess = () => resolve(opening.result)
      })
      const stored = await new Promise<{ pair: CryptoKeyPair }>((resolve) => {
        const getting = database.transaction('keys').objectStore('keys').get('dep-water')
        getting.onsuccess = () => resolve(getting.result)
      })
      database.close()
      const { subtle } = window.crypto
      const refusal = (work: Promise<unknown>): Promise<string> =>
        work.then(
          () => 'done',
          (error: { name: string }) => error.name,
        )
      const exported = await Promise.all(
        (['pkcs8', 'jwk'] as const).map((form) => refusal(subtle.exportKey(form, stored.pair.privateKey))),
      )
      const again = await refusal(keys.make('dep-water'))
      const before = (await keys.find('dep-water'))?.key
      const other = await keys.make('dep-other')
      await keys.forget('dep-other')
      return {
        extractable: stored.pair.privateKey.extractable,
        exported,
        again,
        isSame: before !== undefined && before !== other.key,
        gone: await keys.find('dep-other'),
      }
    })
    expect(seen).toEqual({
      extractable: false,
      exported: ['InvalidAccessError', 'InvalidAccessError'],
      again: 'ConstraintError',
      isSame: true,
      gone: null,
    })
  })

  it('signs nothing that is not what it shows, and hears what the server refuses', async () => {
    const { size } = await machine.services.log.snapshot()
    const body = { title: '另一方案', class: 'ordinary', noResponsibility: '无' }
    expect((await sign('decisions', body, ['另一方案', '另一方按'])).code).toContain('not what is shown')
    expect(await sign('decisions', { ...body, title: '' })).toMatchObject({ status: 400, code: 'invalid' })
    expect((await machine.services.log.snapshot()).size).toBe(size)
  })

  it.each([
    ['zh', '部门已签名', '部门已签名：1 条有签名的账目中，1 条已用该部门登记的公钥核验'],
    ['en', 'signed by the department', 'Signed by the department: 1 of 1 signatures checked'],
  ])('a signed decision says so on its page and on that of its entry (%s)', async (lang, mark, line) => {
    for (const path of [`/${lang}/decisions/${decision.id}`, `/${lang}/entries/${decision.index}`]) {
      const { marks, box, seal, page, close } = await read(path)
      expect([path, marks, seal]).toEqual([path, [mark], expect.stringContaining('seal--good')])
      expect(box).toContain(line)
      if (lang === 'zh') expect(await violations(page)).toEqual([])
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
      await close()
    }
  })

  it('the department shows its keys, and a list counts the signatures on it', async () => {
    const department = await read('/zh/departments/dep-water')
    expect(department.main).toContain('办公室浏览器')
    expect(department.main).toContain(`账目 ${registered} 登记`)
    expect(department.seal).toContain('seal--good')
    await department.close()
    const ledger = await read('/zh/ledger')
    expect(ledger.box).toContain('部门已签名：1 条')
    await ledger.close()
  })

  it('the server alone says that a signature is claimed and not checked', async () => {
    const { marks, close } = await read(`/zh/entries/${decision.index}`, false)
    expect(marks).toEqual(['声称有部门签名，未核验'])
    await close()
  })

  it('one byte of the body changed in the database: the page says so', async () => {
    await tampered(decision.index, '水价调整', '水价凋整', async () => {
      for (const path of [`/zh/decisions/${decision.id}`, `/zh/entries/${decision.index}`]) {
        const { marks, box, seal, close } = await read(path)
        expect([path, marks, seal]).toEqual([
          path,
          ['部门签名不成立'],
          expect.stringContaining('seal--broken'),
        ])
        expect(box).toContain(`账目 ${decision.index}：正文与信封里的摘要对不上`)
        expect(box).toContain(`账目 ${decision.index}：部门签名与账目内容对不上`)
        await close()
      }
    })
    const after = await read(`/zh/entries/${decision.index}`)
    expect(after.marks).toEqual(['部门已签名'])
    await after.close()
  })

  it('a registered key changed in the database: the signature cannot be told from anybody’s', async () => {
    await tampered(registered, '办公室', '办公实', async () => {
      const { marks, box, close } = await read(`/zh/entries/${decision.index}`)
      expect(marks).toEqual(['部门签名无从认定：没有登记过公钥'])
      expect(box).toContain('在账上核不到该部门此前登记的公钥')
      await close()
    })
  })

  it('an entry that whoever runs the server signed for the department does not pass', async () => {
    const record = await machine.services.reading.record(decision.id)
    const draft = {
      kind: 'decision.updated',
      record: decision.id,
      seq: (record?.seq ?? 0) + 1,
      department: 'dep-water',
      occurred: '2026-01-01',
      visibility: 'public',
      body: { set: { title: '水价大幅调整方案' } },
    } as const
    const salt = seedOf('salt')
    const { sign: forge } = await importSeed(seedOf('somebody else'))
    const message = formatUnsigned(
      unsignedOf(draft, { actor: LOCAL_OPERATOR }, salt, canonicalJson(draft.body), 2),
      machine.services.log.origin,
    )
    const { first } = await machine.services.ledger.committer.submit({
      key: 'forged',
      digest: '',
      actor: LOCAL_OPERATOR,
      drafts: [{ ...draft, salt, sig: toBase64(await forge(message)) }],
      before: new Map([[decision.id, record?.state ?? null]]),
      since: 0,
    })
    const { marks, box, seal, close } = await read(`/zh/decisions/${decision.id}`)
    expect(marks.toSorted()).toEqual(['部门签名不成立', '部门已签名'].toSorted())
    expect(seal).toContain('seal--broken')
    expect(box).toContain(`账目 ${first}：部门签名与账目内容对不上`)
    await close()
  })

  it('a key that is reported lost later: the signature stays good, and the page says from when it is lost', async () => {
    const department = await machine.services.reading.record('dep-water')
    const keys = department?.state.kind === 'department' ? department.state.keys : []
    await post('departments/dep-water/revoke-key', {
      key: keys?.[0]?.key,
      from: '2026-01-01',
      reasonCode: 'lost',
    })
    const { marks, box, seal, close } = await read(`/zh/entries/${decision.index}`)
    expect(marks).toEqual(['部门已签名，所用密钥后来报失'])
    expect(box).toContain(
      `账目 ${decision.index}：部门签名成立，入账时密钥尚未撤销；后来报告它自 2026-01-01 起遗失`,
    )
    expect(seal).toContain('seal--good')
    await close()
    const shown = await read('/zh/departments/dep-water')
    expect(shown.main).toContain('所报起始日期 2026-01-01')
    expect(shown.main).toContain('遗失')
    await shown.close()
  })
})
