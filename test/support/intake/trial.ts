import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GivenFile } from '../../../worker/intake/files/sheet.ts'
import type { RegisterDelivery } from '../../../worker/intake/register/delivery/delivery.ts'
import { parseRegister } from '../../../worker/intake/register/parse.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import { sharedFolder } from '../shared.ts'

export const TODAY = '2026-11-24'

/** The files of one trial, by its number; null, with a notice, where the folder is not there. */
export function trial(number: string): { files: GivenFile[]; mapping: unknown } | null {
  const trials = join(sharedFolder() ?? '', 'trials')
  const name = existsSync(trials)
    ? readdirSync(trials).find((one) => one.startsWith(`${number}-`))
    : undefined
  if (name === undefined) {
    console.warn(`Skipped: trial ${number} is not there (MINGZHANG_SHARED, or ../shared).`)
    return null
  }
  const names = readdirSync(join(trials, name)).sort()
  const bytes = (file: string): Uint8Array => new Uint8Array(readFileSync(join(trials, name, file)))
  return {
    files: names
      .filter((file) => /\.(?:csv|xlsx|xml|json)$/.test(file) && file !== 'mapping.json')
      .map((path) => ({ path, bytes: bytes(path) })),
    mapping: names.includes('mapping.json')
      ? JSON.parse(new TextDecoder().decode(bytes('mapping.json')))
      : null,
  }
}

/** One delivery of files by a mapping, into an empty ledger. */
export function delivered(mapping: unknown, files: readonly GivenFile[], today = TODAY): RegisterDelivery {
  const [delivery] = readRegister(files, {
    mapping: parseRegister(mapping),
    asOf: null,
    today,
    departmentOf: () => null,
  })
  if (delivery === undefined) throw new Error('nothing was delivered')
  return delivery
}

export const text = (path: string, content: string): GivenFile => ({
  path,
  bytes: new TextEncoder().encode(content),
})

/** A mapping of a table with `Ref`, `Work` and `Office`, and more fields of its decisions. */
export function works(fields: object, more: object = {}, key: object = { from: ['Ref'] }): object {
  return {
    mapping: 1,
    title: { zh: '工程', en: 'works' },
    target: 'register',
    name: 'works',
    input: { format: 'table' },
    records: [
      {
        kind: 'decision',
        key,
        department: 'Office',
        fields: {
          title: 'Work',
          class: { const: 'ordinary' },
          noResponsibility: { const: 'none' },
          ...fields,
        },
        ...more,
      },
    ],
  }
}
