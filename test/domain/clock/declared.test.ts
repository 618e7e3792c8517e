import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../../worker/app.ts'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { clockOf } from '../../../worker/domain/clock/clock.ts'
import { parseClocks } from '../../../worker/domain/clock/clocks.schema.ts'
import { createClocks } from '../../../worker/domain/clock/clocks.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { openLedger } from '../../../worker/services/open.ts'
import { createServices } from '../../../worker/services/services.ts'
import {
  freshDatabase,
  OPERATOR,
  seededRandom,
  temporaryFolder,
  testSigner,
} from '../../support/ledger/ledger.ts'
import { fakeAssets } from '../../support/site/assets.ts'
import { undivided } from '../../support/site/undivided.ts'

const words = (zh: string, en: string) => ({ zh, en })
const hotline = {
  id: 'hotline.other',
  names: words('12345 其他事项', '12345: other matters'),
  starts: words('派单', 'Dispatch'),
  limit: 13,
  unit: 'working',
  basis: words('某市 12345 热线办法第 9 条', 'Hotline rules of the city, Art. 9'),
}
const of = (...profiles: object[]) => ({ profiles })

describe('clocks that a place declares', () => {
  it('run as all others, say that they are local, and cite their rules', () => {
    const clocks = createClocks(
      parseClocks(
        of({
          ...hotline,
          roll: 'next_working_day',
          pauses: [{ code: 'weather', words: words('恶劣天气不计', 'Severe weather is not counted') }],
          extension: { most: 13, words: words('经批准延长', 'Extended with approval') },
          link: 'https://example.org/rules',
          note: words('到期前提出。', 'Asked for before the last day.'),
        }),
      ),
    )
    const profile = clocks.profile('hotline.other', '2026-02-10')
    expect(profile).toMatchObject({ origin: 'local', link: 'https://example.org/rules', restart: null })
    const pauses = [{ from: '2026-02-10', to: '2026-02-11' }]
    const { due, lines } = clockOf(profile, { start: '2026-02-10', pauses }, chinaWorkingDays, '2026-02-10')
    expect(due).toBe('2026-03-06')
    expect(lines[1]).toMatchObject({ kind: 'pause', article: { zh: '某市 12345 热线办法第 9 条' } })
  })

  it('may keep a promise of the platform otherwise, in versions', () => {
    const promised = { ...hotline, id: 'd713.opinion' }
    const [first, second] = parseClocks(
      of({ ...promised, to: '2026-06-30', limit: 10 }, { ...promised, from: '2026-07-01', limit: 5 }),
    )
    expect([first?.limit, second?.limit]).toEqual([10, 5])
  })

  it.each([
    [of({ ...hotline, id: 'ogi' }), 'profiles/0/id', /set by law/],
    [of({ ...hotline, id: 'milestone.due' }), 'profiles/0/id', /take another id/],
    [of({ ...hotline, id: 'Hotline' }), 'profiles/0/id', /hotline\.help/],
    [of({ ...hotline, from: '2026-02-01', to: '2026-01-01' }), 'profiles/0/to', /before/],
    [of(hotline, { ...hotline, from: '2026-01-01' }), 'profiles/1/from', /same day/],
    [of({ ...hotline, limit: -1 }), 'profiles/0/limit', /./],
    [of({ ...hotline, unit: 'week' }), 'profiles/0/unit', /working/],
    [of({ ...hotline, link: 'http://example.org' }), 'profiles/0/link', /https/],
    [of({ ...hotline, dealine: 3 }), 'profiles/0', /dealine/],
    [of({ ...hotline, names: { zh: '', en: 'x' } }), 'profiles/0/names/zh', /./],
    [
      of({ ...hotline, pauses: [1, 2].map(() => ({ code: 'a', words: words('甲', 'a') })) }),
      'profiles/0/pauses/1/code',
      /twice/,
    ],
    [of(), 'profiles', /./],
    [{}, 'profiles', /./],
  ])('%j is refused at %s', (input, field, said) => {
    expect(() => parseClocks(input)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        field,
        words: expect.objectContaining({ en: expect.stringMatching(said) }),
      }),
    )
  })

  it('are offered to anybody, and count what comes by telephone, or by their name', async () => {
    const ledger = await openLedger({
      database: await freshDatabase(),
      signer: await testSigner(),
      highWater: null,
      now: () => new Date('2026-02-10T01:00:00Z'),
      random: seededRandom(),
      place: { zh: '明川市', en: 'Mingchuan' },
      followDelay: 0,
      clocks: parseClocks(of(hotline, { ...hotline, id: 'hotline.help', limit: 3 })),
    })
    const services = createServices(ledger)
    await services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'water', name: '水务局' })
    const app = createApp({
      services,
      assets: fakeAssets,
      serveFiles: (_c, next) => next(),
      requestId: () => 'request',
      log: () => undefined,
      origin: 'https://mingchuan.example',
    })
    const page = await (
      await app.request('https://mingchuan.example/zh/clocks?profile=hotline.help&start=2026-02-10')
    ).text()
    expect(undivided(page)).toContain('最迟 2026-02-13')
    const listed = await (await app.request('https://mingchuan.example/api/v1/clocks')).json()
    expect(listed.items.map(({ id }: { id: string }) => id)).toContain('hotline.other')
    const desk = { caller: { account: 'acc-desk', role: 'registrar', department: null } } as const
    const { receiving } = services.questions
    const dues = async (given: object, channel: 'phone' | 'letter' | null): Promise<unknown> => {
      const asked = { title: '水压', text: '水压不足', ...given }
      const { id } = await receiving.receive(asked, channel === null ? null : { ...desk, channel })
      const { state, clocks } = await services.questions.standing(id)
      return [state.profile, clocks?.asked.due]
    }
    expect(await dues({ type: 'help' }, 'phone')).toEqual(['hotline.help', '2026-02-13'])
    expect(await dues({ type: 'complaint' }, 'phone')).toEqual(['hotline.other', '2026-03-05'])
    expect(await dues({ type: 'information' }, 'phone')).toEqual(['ogi', '2026-03-16'])
    expect(await dues({ type: 'help' }, 'letter')).toEqual(['d713.opinion', '2026-03-09'])
    expect(await dues({ type: 'help', profile: 'hotline.help' }, null)).toEqual([
      'hotline.help',
      '2026-02-13',
    ])
  })

  it('stand beside the ledger, and keep it from being opened where they cannot be read', async () => {
    const folder = temporaryFolder()
    await mkdir(folder, { recursive: true })
    const path = join(folder, 'clocks.json')
    await writeFile(path, JSON.stringify(of(hotline)))
    const { services, close } = await openMachine({ dataDir: folder })
    expect(services.ledger.clocks.profile('hotline.other', null).limit).toBe(13)
    await close()
    await writeFile(path, JSON.stringify(of({ ...hotline, id: 'ogi' })))
    await expect(openMachine({ dataDir: folder })).rejects.toMatchObject({
      code: 'invalid',
      words: {
        zh: expect.stringMatching(/clocks\.json.*已由法规规定/),
        en: expect.stringMatching(/clocks\.json/),
      },
    })
    await writeFile(path, '{')
    await expect(openMachine({ dataDir: folder })).rejects.toMatchObject({ code: 'invalid' })
  })
})
