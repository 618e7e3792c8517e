import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { trial, works } from '../../support/intake/trial.ts'

interface Told {
  held: { harm: string; count: number }[]
  entries: number
  vanished: number
  stopped: boolean
  blocked: boolean
  tally: { read: number; recorded: number; unchanged: number; passed: { count: number }[]; rejected: number }
}

const HEADER = 'Ref,Work,Office,State\n'
const row = (n: number, state = 'open', office = 'Roads'): string => `W-${n},Bridge ${n},${office},${state}\n`
const rows = (count: number, from = 1): number[] => Array.from({ length: count }, (_, i) => i + from)

const isWhole = ({ read, recorded, unchanged, passed, rejected }: Told['tally']): boolean =>
  read === recorded + unchanged + rejected + passed.reduce((sum, { count }) => sum + count, 0)

describe('a delivery that would harm many records', () => {
  let folder = ''
  const at = (name: string): string => join(folder, name)
  const mapping = (limits: object): object => ({
    ...works({ number: 'Ref', declaredStatus: 'State' }),
    ...{ complete: true, delivery: 'each-file', asOf: [{ file: '(\\d{4})' }], limits },
  })

  async function imports(name: string, text: string, ...more: string[]): Promise<Told> {
    await writeFile(at(name), text)
    const data = ['--data', at('data'), '--json']
    return (await runCli(['import', at('m.json'), at(name), ...data, ...more])).json() as Told
  }

  beforeAll(async () => {
    folder = await newFolder('harm-')
    await writeFile(at('m.json'), JSON.stringify(mapping({})))
    const first = await imports(
      '2024.csv',
      HEADER +
        rows(12)
          .map((n) => row(n))
          .join(''),
    )
    expect(first).toMatchObject({ stopped: false, held: [], entries: 13, tally: { read: 12, recorded: 12 } })
  })

  it('half of a file: nothing is written, and goes on when told so by name', async () => {
    const half =
      HEADER +
      rows(6)
        .map((n) => row(n))
        .join('')
    const stopped = await imports('2025.csv', half)
    expect(stopped).toMatchObject({ stopped: true, entries: 0, held: [{ harm: 'vanished', count: 6 }] })
    const words = await runCli(['import', at('m.json'), at('2025.csv'), '--data', at('data')])
    expect(words.code).toBe(1)
    expect(words.out).toContain('--accept vanished=6')
    expect(words.out).toContain('rows read 6 = recorded 0 + unchanged 6 + passed over 0 + rejected 0')
    expect(await imports('2025.csv', half, '--accept', 'vanished=5')).toMatchObject({ entries: 0 })
    expect(await imports('2025.csv', half, '--accept', 'vanished=6', '--dry-run')).toMatchObject({ held: [] })
  })

  it('a few are no harm, and limits are declared', async () => {
    const some =
      HEADER +
      rows(9)
        .map((n) => row(n))
        .join('')
    expect(await imports('2025.csv', some, '--dry-run')).toMatchObject({ held: [], vanished: 3 })
    await writeFile(at('m.json'), JSON.stringify(mapping({ vanished: 2 })))
    expect(await imports('2025.csv', some, '--dry-run')).toMatchObject({ held: [{ harm: 'vanished' }] })
    await writeFile(at('m.json'), JSON.stringify(mapping({ vanished: '30%' })))
    expect(await imports('2025.csv', some, '--dry-run')).toMatchObject({ held: [] })
    await writeFile(at('m.json'), JSON.stringify(mapping({})))
  })

  it('fields that become empty, and records that go to another department', async () => {
    const bare =
      HEADER +
      rows(12)
        .map((n) => row(n, ''))
        .join('')
    expect(await imports('2025.csv', bare)).toMatchObject({
      entries: 0,
      held: [{ harm: 'emptied', count: 12 }],
    })
    const moved =
      HEADER +
      rows(12)
        .map((n) => row(n, 'open', 'Water'))
        .join('')
    expect(await imports('2025.csv', moved)).toMatchObject({ entries: 0, held: [{ harm: 'transferred' }] })
  })

  it('a record whose row is rejected has not vanished', async () => {
    const lines = rows(12).map((n) => row(n, 'open', n > 4 ? 'Roads' : ''))
    const told = await imports('2025.csv', HEADER + lines.join(''), '--skip-rejected', '--dry-run')
    expect(told).toMatchObject({ vanished: 0, tally: { read: 12, unchanged: 8, rejected: 4 } })
  })

  it('a renamed or dropped column, another file, the same twice: nothing is written', async () => {
    const text =
      HEADER +
      rows(12)
        .map((n) => row(n))
        .join('')
    for (const wrong of [
      text.replace('State', 'Condition'),
      text.replace('Ref', 'Id'),
      text.replaceAll(/,[^,\n]*\n/g, '\n'),
      'Name,Value\na,b\n',
    ]) {
      const told = await imports('2025.csv', wrong, '--skip-rejected')
      expect(told).toMatchObject({ blocked: true, stopped: true, entries: 0 })
      expect(isWhole(told.tally)).toBe(true)
    }
    expect(await imports('2025.csv', text)).toMatchObject({ entries: 0, tally: { unchanged: 12 } })
  })

  it('what is accepted is named as the limits are', async () => {
    const told = await runCli(['import', at('m.json'), at('2024.csv'), '--accept', 'vanishd=3'])
    expect([told.code, told.err]).toEqual([2, expect.stringContaining('vanished')])
    const bare = await runCli(['import', at('m.json'), at('2024.csv'), '--accept', 'vanished'])
    expect([bare.code, bare.err]).toEqual([2, expect.stringContaining('vanished=37')])
  })
})

describe('the smallest inputs of harm', () => {
  it.each(['01', '02'])(
    'trial %s: the second edition is not entered, and the words say what to do',
    async (number) => {
      const found = trial(number)
      if (found === null) return
      const folder = await newFolder('trial-')
      const [mapping, data] = [join(folder, 'm.json'), join(folder, 'data')]
      await writeFile(mapping, JSON.stringify(found.mapping))
      const [first = '', second = ''] = found.files.map(({ path }) => join(folder, path))
      for (const { path, bytes } of found.files) await writeFile(join(folder, path), bytes)
      expect((await runCli(['import', mapping, first, '--data', data])).code).toBe(0)
      const again = await runCli(['import', mapping, second, '--data', data, '--skip-rejected'])
      expect([again.code, again.out]).toEqual([1, expect.stringContaining('nothing was written')])
      const third = await runCli(['import', mapping, first, '--data', data, '--json'])
      expect(third.json()).toMatchObject({ added: 0, changed: 0, entries: 0 })
      expect((await runCli(['mapping', 'check', mapping, second])).code).toBe(1)
    },
  )

  it.each([
    ['05', 'The title is taken from "Description"'],
    ['22', '9999-12-31'],
    ['23', 'Is "End date" the day on which it should be done'],
  ])('trial %s: the draft says what it leaves out and what it takes for what', async (number, words) => {
    const found = trial(number)
    if (found === null) return
    const folder = await newFolder('trial-')
    const [file] = found.files
    const [mapping, sample] = [join(folder, 'm.json'), join(folder, file?.path ?? '')]
    await writeFile(sample, file?.bytes ?? '')
    const drafted = await runCli(['mapping', 'draft', sample, '--name', 'drafted'])
    await writeFile(mapping, drafted.out)
    expect(drafted.err).toContain(words)
    const told = await runCli(['import', mapping, sample, '--data', join(folder, 'data'), '--json'])
    const summary = told.json() as Told & { deliveries: { events: Record<string, number> }[] }
    expect(isWhole(summary.tally)).toBe(true)
    if (number === '05') expect(summary.tally).toMatchObject({ read: 12, recorded: 12 })
    expect(JSON.stringify(summary.deliveries)).not.toContain(number === '22' ? '"claimed":4' : '"claimed"')
    const made = JSON.parse(await readFile(mapping, 'utf8')) as { empty?: string[] }
    expect(made.empty ?? []).toEqual(number === '22' ? expect.arrayContaining(['9999-12-31']) : [])
  })
})
