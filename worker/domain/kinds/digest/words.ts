/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { digestStreams } from './digest.ts'

export const digestWords = {
  name: of('日摘要', 'Daily digest'),
  fields: {
    since: of('自何日起（UTC+8）', 'From day (UTC+8)'),
    day: of('至何日（UTC+8）', 'To day (UTC+8)'),
  },
  events: {
    recorded: told('日摘要入账', 'Digest recorded', 'execution'),
  },
  vocabularies: { stream: digestStreams },
  row: { status: 'status', type: 'stream', level: 'level' },
  codes: {},
} as const satisfies KindWords
