/** The demo city with whatever has a list: asked questions, a consultation with its opinions, a flag, and who holds office. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openAccounts } from '../../../worker/cli/demo/accounts.ts'
import { openFlag } from '../../../worker/cli/demo/flag.ts'
import { consultPublic } from '../../../worker/cli/demo/public/consultations.ts'
import { askQuestions } from '../../../worker/cli/demo/public/questions.ts'
import { departmentId } from '../../../worker/domain/kinds/department/ids.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { buildCity } from '../city/city-folder.ts'
import { runCli } from '../cli.ts'
import { newFolder } from '../folders.ts'
import { OPERATOR } from '../ledger/ledger.ts'

/** Builds it in a folder that is not there yet. */
export async function wholeCity(dataDir: string): Promise<string> {
  await buildCity(dataDir)
  const key = (): Uint8Array => new Uint8Array(32).fill(7)
  const machine = await openMachine({ dataDir, caseKey: key(), inboxKey: key() })
  const { services } = machine
  const opened = await openAccounts(services)
  const of = (role: string): string => opened.find((one) => one.role === role)?.account ?? ''
  await openFlag(services, of('inspector'))
  await askQuestions(services, of('moderator'))
  await consultPublic(services, of('moderator'))
  const water = departmentId('mc-water')
  const call = { actor: OPERATOR }
  const seat = { member: '=林某甲', role: '科长', membershipKind: 'member', from: '2025-05' }
  await services.acts.open(call, 'membership', water, seat)
  await machine.close()
  await listPeople(dataDir)
  return dataDir
}

/** People come by registers alone. */
async function listPeople(dataDir: string): Promise<void> {
  const folder = await newFolder('people-')
  const mapping = {
    ...{ mapping: 1, name: 'people', title: { zh: '任职者', en: 'Office-holders' }, target: 'register' },
    input: { format: 'table' },
    records: [
      {
        kind: 'person',
        key: { from: ['Name'] },
        department: { const: '市水务局' },
        fields: { name: 'Name' },
      },
    ],
  }
  await writeFile(join(folder, 'm.json'), JSON.stringify(mapping))
  await writeFile(join(folder, 'people.csv'), 'Name,Since\n=林某甲,2025-05\n＋王某乙,2025-06\n')
  const { code, err, out } = await runCli([
    ...['import', join(folder, 'm.json'), join(folder, 'people.csv'), '--data', dataDir, '--json'],
  ])
  if (code !== 0) throw new Error(`the people were not listed: ${err}${out}`)
}
