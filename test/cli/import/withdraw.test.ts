import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLocal } from '../../../worker/cli/import/local.ts'
import { runWithdrawal, type WithdrawalSummary } from '../../../worker/intake/run/back/withdraw.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { envelopeOf, readHistory } from '../../../worker/store/log/entries.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { pictureOf } from '../../support/ledger/picture.ts'
import { filesOf } from '../../support/registers/registers.ts'
import { sharedFolder } from '../../support/shared.ts'

const shared = sharedFolder()
if (shared === null) console.warn('the shared data is not here: no real edition is taken back')
const NOW = new Date('2026-11-23T09:00:00.000Z')

async function json<T>(...args: string[]): Promise<T> {
  const { out, err } = await runCli([...args, '--json'])
  const told = out === '' ? {} : JSON.parse(out)
  if (!('entries' in told)) throw new Error(`${err}${out}`)
  return told
}

/** Read = what became of it, in every summary. */
const isWhole = ({ records, putBack, annulled, kept, same, before }: WithdrawalSummary): boolean =>
  records === putBack + annulled + kept + same + before

describe('a delivery that was a mistake', () => {
  const HEADER = 'Ref,Work,Office,Due\n'

  /** A ledger with the edition of 2024, and the wrong one of 2025: one moved, one new, one of a new office. */
  async function mistaken() {
    const folder = await newFolder('withdraw-')
    const at = (name: string): string => join(folder, name)
    const mapping = {
      ...{ mapping: 1, name: 'works', title: { zh: '工程', en: 'Works' }, target: 'register', outside: true },
      ...{ complete: true, delivery: 'each-file', asOf: [{ file: '(\\d{4})' }], input: { format: 'table' } },
      records: [
        {
          kind: 'milestone',
          key: { from: ['Ref'] },
          department: 'Office',
          fields: {
            title: 'Work',
            baselineDue: { from: 'Due', as: 'date' },
            currentDue: { from: 'Due', as: 'date' },
          },
        },
      ],
    }
    await writeFile(at('m.json'), JSON.stringify(mapping))
    await writeFile(
      at('2024.csv'),
      `${HEADER}W-1,Bridge,Roads,2024-05-01\nW-2,Lock,Roads,2024-06-01\nW-3,Weir,Roads,2024-07-01\n`,
    )
    await writeFile(
      at('2025.csv'),
      `${HEADER}W-1,Bridge,Roads,2027-05-01\nW-3,Weir,Parks,2024-07-01\nW-4,Quay,Parks,2030-01-01\n`,
    )
    const imports = (file: string) =>
      json<{ entries: number }>('import', at('m.json'), at(file), '--data', at('data'))
    await imports('2024.csv')
    const before = await pictureOf(at('data'), NOW)
    expect((await imports('2025.csv')).entries).toBeGreaterThan(0)
    const back = (...more: string[]) =>
      json<WithdrawalSummary>('import', '--withdraw', 'works@2025', '--data', at('data'), ...more)
    return { at, imports, before, back }
  }

  it('is taken back: every record, the board and the figures as before, and the history tells both', async () => {
    const { at, before, back } = await mistaken()
    const wrong = await pictureOf(at('data'), NOW)
    expect(wrong.records).not.toEqual(before.records)
    const looked = await back('--dry-run')
    expect(looked).toMatchObject({ dryRun: true, putBack: 3, annulled: 2, kept: 0, entries: 0 })
    expect(await pictureOf(at('data'), NOW)).toEqual(wrong)
    const done = await back()
    expect(done).toMatchObject({ putBack: 3, annulled: 2, kept: 0, entries: 5 })
    expect(isWhole(done)).toBe(true)
    const after = await pictureOf(at('data'), NOW)
    expect(after).toEqual({ ...before, annulled: 2 })
    const { services, close } = await openMachine({ dataDir: at('data') })
    const [moved] = (await services.reading.records({ kind: 'milestone' })).items
    const history = await readHistory(services.ledger.database, moved?.id ?? '')
    const kinds = history.map((entry) => envelopeOf(entry).kind)
    expect(kinds.at(-1)).toBe('milestone.put_back')
    expect(kinds.length).toBeGreaterThan(2)
    await close()
    expect((await runCli(['verify', at('data')])).code).toBe(0)
    // Once more is nothing, and says so.
    expect(await back()).toMatchObject({ entries: 0, before: 5, putBack: 0, annulled: 0 })
  })

  it('comes again as the right edition of the same date, and the same file too', async () => {
    const { at, imports, before, back } = await mistaken()
    const wrong = await pictureOf(at('data'), NOW)
    await back()
    await imports('2025.csv')
    const again = await pictureOf(at('data'), NOW)
    expect([...again.records.keys()].sort()).toEqual([...wrong.records.keys()].sort())
    expect(again.said).toEqual(wrong.said)
    await back()
    expect(await pictureOf(at('data'), NOW)).toEqual({ ...before, annulled: 2 })
    await writeFile(
      at('2025.csv'),
      `${HEADER}W-1,Bridge,Roads,2024-09-01\nW-2,Lock,Roads,2024-06-01\nW-3,Weir,Roads,2024-07-01\n`,
    )
    await imports('2025.csv')
    const right = await pictureOf(at('data'), NOW)
    expect(right.records.size).toBe(before.records.size)
    expect([...right.records.values()].some((state) => state.includes('2024-09-01'))).toBe(true)
    expect((await runCli(['verify', at('data')])).code).toBe(0)
  })

  it('leaves what something else has touched since, and what that needs', async () => {
    const { at, back } = await mistaken()
    const { services, close } = await openMachine({ dataDir: at('data') })
    const found = (await services.reading.records({ kind: 'milestone' })).items
    const quay = found.find(({ title }) => title === 'Quay')
    const actor = { account: 'acc-0000000000', role: 'operator' as const, department: null }
    await services.acts.act({ actor }, 'milestone', 'updated', quay?.id ?? '', { set: { area: 'North' } })
    await close()
    const done = await back()
    expect(done).toMatchObject({ putBack: 3, annulled: 0, kept: 2 })
    expect(done.left.map(({ title, since }) => [title, since !== null]).sort()).toEqual([
      ['Parks', false],
      ['Quay', true],
    ])
  })

  it('goes on where it was cut short', async () => {
    const { at, before, back } = await mistaken()
    const target = openLocal(at('data'), await openMachine({ dataDir: at('data'), now: () => NOW }))
    let parts = 0
    const cut = {
      ...target,
      // The first part holds one operation: then the machine stops.
      record: async (...[operations, ...rest]: Parameters<typeof target.record>) => {
        if (parts++ > 0) throw new Error('stopped')
        await target.record(operations.slice(0, 1), ...rest)
        throw new Error('stopped')
      },
    }
    const run = runWithdrawal(
      cut,
      'works@2025',
      { today: '2026-11-23', dryRun: false },
      { at: () => undefined },
    )
    await expect(run).rejects.toThrow('stopped')
    await target.close()
    expect(await back()).toMatchObject({ before: 1, entries: 4 })
    expect(await pictureOf(at('data'), NOW)).toEqual({ ...before, annulled: 2 })
  })

  it('is refused with what is known where it is none, and with files', async () => {
    const { at } = await mistaken()
    const none = await runCli(['import', '--withdraw', 'works@2052', '--data', at('data')])
    expect([none.code, none.err]).toEqual([expect.any(Number), expect.stringContaining('works@2025')])
    expect(none.code).not.toBe(0)
    const files = await runCli(['import', '--withdraw', 'works@2025', at('2025.csv'), '--data', at('data')])
    expect([files.code, files.err]).toEqual([2, expect.stringContaining('reads no files')])
    const asOf = await runCli(['import', '--withdraw', 'works@2025', '--as-of', '2025', '--data', at('data')])
    expect([asOf.code, asOf.err]).toEqual([2, expect.stringContaining('--as-of')])
    const nowhere = await runCli(['import', '--withdraw', 'works@2025', '--data', at('nothing')])
    expect(nowhere.code).not.toBe(0)
  })
})

describe.skipIf(shared === null)('a wrong edition of a real register', () => {
  it('GMPP: the next edition under the date of another is taken back, and the right one comes', async () => {
    const files = filesOf('uk-gmpp')
    const folder = await newFolder('withdraw-gmpp-')
    const data = ['--data', join(folder, 'data')]
    const names = readdirSync(files).filter((name) => /^uk_\d{4}\.csv$/.test(name))
    expect(names.length).toBeGreaterThan(2)
    const [first = '', , third = ''] = names.sort()
    const imports = (name: string, ...more: string[]) =>
      json<{
        stopped: boolean
        entries: number
        held: { harm: string; count: number }[]
        deliveries: { asOf: string }[]
      }>('import', 'uk-gmpp', join(files, name), ...data, '--skip-rejected', ...more)
    const withAccept = async (name: string) => {
      const looked = await imports(name)
      if (looked.held.length === 0) return looked
      return imports(name, '--accept', looked.held.map(({ harm, count }) => `${harm}=${count}`).join(','))
    }
    await withAccept(first)
    const before = await pictureOf(join(folder, 'data'), NOW)
    const wrong = await withAccept(third)
    expect([wrong.stopped, wrong.entries > 100]).toEqual([false, true])
    const delivery = `uk-gmpp@${wrong.deliveries[0]?.asOf}`
    const done = await json<WithdrawalSummary>('import', '--withdraw', delivery, ...data)
    expect([isWhole(done), done.kept]).toEqual([true, 0])
    const after = await pictureOf(join(folder, 'data'), NOW)
    expect(after).toEqual({ ...before, annulled: done.annulled })
    const again = await withAccept(third)
    expect(again.stopped).toBe(false)
    expect((await runCli(['verify', join(folder, 'data')])).code).toBe(0)
  })
})
