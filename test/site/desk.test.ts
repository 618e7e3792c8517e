import { expect, it } from 'vitest'
import type { DeskData } from '../../web/desk/frame/desk.ts'
import { parseProcedures } from '../../worker/domain/procedure/procedures.schema.ts'
import { createProcedures } from '../../worker/domain/procedure/procedures.ts'
import { createDesk } from '../../worker/site/desk.ts'
import { fakeAssets } from '../support/site/assets.ts'
import { createFakeLedger } from '../support/site/fake-reading.ts'

const assets = fakeAssets

it('the workbench is handed the procedures that the place declares', async () => {
  const local = parseProcedures({
    procedures: [
      {
        ...{ id: 'notes', names: { zh: '文件', en: 'Notes' }, basis: { zh: '办法', en: 'Rules' } },
        classes: ['normative_document'],
        steps: [
          {
            ...{ id: 'draft', names: { zh: '起草', en: 'Draft' }, is: [{ type: 'drafting' }] },
            why: { zh: '第一条', en: 'Art. 1' },
          },
        ],
      },
    ],
  })
  const { reading } = await createFakeLedger()
  const procedures = createProcedures(local)
  const desk = createDesk({ reading: { ...reading, procedures }, assets }, async () => null)
  const page = await (await desk.request('http://h/zh/sign-in')).text()
  const data: DeskData = JSON.parse(/id="desk-data"[^>]*>([^<]*)</.exec(page)?.[1] ?? '')
  const told = createProcedures(data.procedures)
  const note = { class: 'normative_document', procedure: null } as const
  expect(told.of(note)).toEqual(procedures.of(note))
})
