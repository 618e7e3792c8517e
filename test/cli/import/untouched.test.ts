/** Exported lists of kinds that nobody changes in a table: as they were they come home, and changed they are refused. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'

const ROWS = [
  'Request Number,division_id,Date Received,Decision,Date Closed',
  '"00123",ocd-division/country:ca/csd:3520005,2016-01-04,All disclosed,2016-01-20',
  '"=A-2",ocd-division/country:ca/csd:3520005,2016-02-04,All disclosed,2016-02-20',
]

it('a list of questions', async () => {
  const folder = await newFolder('untouched-')
  const at = (name: string): string => join(folder, name)
  const data = ['--data', at('data'), '--json']
  await writeFile(at('ashford.csv'), `${ROWS.join('\n')}\n`)
  const first = await runCli(['import', 'ca-requests', at('ashford.csv'), ...data])
  expect(first.json()).toMatchObject({ added: 2, rejected: 0 })
  await runCli(['export', 'questions', '--format', 'csv', '--out', at('list.csv'), '--data', at('data')])
  const back = await runCli(['import', 'list', at('list.csv'), ...data])
  expect(back.json()).toMatchObject({ read: 2, unchanged: 2, rejected: 0, entries: 0 })
  const [header = '', , second = ''] = (await readFile(at('list.csv'), 'utf8')).split('\r\n')
  await writeFile(at('list.csv'), [header, second.replace('information', 'other'), ''].join('\r\n'))
  const changed = await runCli(['import', 'list', at('list.csv'), ...data])
  expect(changed.json()).toMatchObject({ read: 1, unchanged: 0, rejected: 1, entries: 0, stopped: true })
})
