/** Names of the kind and of its event. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'

export const catalogueWords = {
  name: of('记录总目', 'Catalogue of records'),
  fields: {},
  events: {
    recorded: told('记录总目入账', 'Catalogue of records recorded', 'execution'),
  },
  vocabularies: {},
  row: { status: 'status', type: 'record', level: 'level' },
  codes: {},
} as const satisfies KindWords
