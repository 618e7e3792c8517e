/** The short form of `npm run faults`: one way of writing meets every fault, and one fault every place of another way. */
import { expect, it } from 'vitest'
import { FAULTS } from '../../support/faults/faulty.ts'
import { FLOWS } from '../../support/faults/flows.ts'
import { cellHolds, runCell } from '../../support/faults/matrix.ts'

const short = FAULTS.map((fault) => ['open', fault.name] as const)

it.each([
  ...short,
  ['erase', 'asked twice'] as const,
  ['amend', 'clock ahead'] as const,
  ['keep a document', 'lost after'] as const,
  ['keep a document', 'documents away'] as const,
])('%s, %s: recorded once, and the ledger is whole', async (asked, fails) => {
  const flow = FLOWS.find(({ name }) => name === asked)
  const fault = FAULTS.find(({ name }) => name === fails)
  if (flow === undefined || fault === undefined) throw new Error('no such cell')
  const cell = await runCell(flow, fault)
  expect(cellHolds(cell), JSON.stringify(cell)).toBe(true)
})
