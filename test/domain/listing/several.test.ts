/** Records behind their number: one and several are told apart in English, and counted with a measure in Chinese. */
import { expect, it } from 'vitest'
import { listWords } from '../../../worker/domain/kinds/labels.ts'
import { listedKinds } from '../../../worker/domain/kinds/table.ts'
import { numberSaid } from '../../../worker/domain/listing/words.ts'

it.each([...listedKinds])('%s', (kind) => {
  const [one, several] = [numberSaid('en', kind, 1), numberSaid('en', kind, 2)]
  expect(several.slice(2)).not.toBe(one.slice(2))
  expect(several).toMatch(/^2 .*s\b/)
  expect(numberSaid('zh', kind, 14)).toMatch(/^14 [个条件次名项]\S+$/)
  expect(listWords(kind).title.en).toMatch(/^[A-Z]/)
})
