import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { clockOf } from '../../../worker/domain/clock/clock.ts'
import { parseClocks } from '../../../worker/domain/clock/clocks.schema.ts'
import { createClocks } from '../../../worker/domain/clock/clocks.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { temporaryFolder } from '../../support/ledger/ledger.ts'

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
