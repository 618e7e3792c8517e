/** Rules over a register: judged as of its last delivery, because silence after that says nothing. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding, Inspection } from '../../../worker/services/inspection/inspection.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { trial } from '../../support/intake/trial.ts'

type Inspected = Inspection & { findings?: Finding[] }

async function inspected(
  mapping: unknown,
  name: string,
  csv: string | Uint8Array,
  rule: string,
): Promise<Inspected> {
  const folder = await newFolder('delivery-')
  const at = (file: string): string => join(folder, file)
  await writeFile(at('m.json'), JSON.stringify(mapping))
  await writeFile(at(name), csv)
  const ran = await runCli(['import', at('m.json'), at(name), '--data', at('data'), '--outside', '--json'])
  expect([ran.code, ran.err]).toEqual([0, ''])
  return (
    await runCli(['inspect', '--data', at('data'), '--rule', rule, '--findings', '--json'])
  ).json() as Inspected
}

describe('a register that decides', () => {
  it('is refused where nobody said that others publish it, with how to say so', async () => {
    const found = trial('21')
    const [file] = found?.files ?? []
    if (file === undefined) return
    const folder = await newFolder('delivery-')
    const at = (name: string): string => join(folder, name)
    await writeFile(at('m.json'), JSON.stringify(found?.mapping))
    await writeFile(at('bills.csv'), file.bytes)
    const told = await runCli(['import', at('m.json'), at('bills.csv'), '--data', at('data')])
    expect(told.code).toBe(1)
    expect(told.err).toContain('pass --outside, or write "outside": true in the mapping')
  })
})

describe('a register that was delivered last years ago', () => {
  it('trial 21: a bill that was ten days old then is not stalled', async () => {
    const found = trial('21')
    const [file] = found?.files ?? []
    if (found === null || file === undefined || found.mapping === null) return
    const { findings } = await inspected(found.mapping, file.path, file.bytes, 'T06')
    expect(findings).toEqual([])
  })

  it('a work that was due after it is not overdue; one that was due before is, by the days until then', async () => {
    const mapping = {
      ...{ mapping: 1, name: 'works', title: { zh: '工程', en: 'works' }, target: 'register' },
      ...{ delivery: 'each-file', asOf: [{ file: '(\\d{4}-\\d{2}-\\d{2})' }], input: { format: 'table' } },
      records: [
        {
          ...{ kind: 'milestone', key: { from: ['Ref'] }, department: 'Office' },
          fields: { title: 'Work', currentDue: { from: 'Due', as: 'date' } },
        },
      ],
    }
    const csv =
      'Ref,Work,Office,Due\nW-1,Bridge of the east,Roads,2012-03-01\nW-2,Bridge of the west,Roads,2012-07-31\n'
    const { findings = [] } = await inspected(mapping, 'works-2012-06-30.csv', csv, 'M01')
    expect(findings).toHaveLength(1)
    expect(JSON.stringify(findings)).toContain('Bridge of the east')
    expect(findings[0]).toMatchObject({ value: 121 })
  })
})
