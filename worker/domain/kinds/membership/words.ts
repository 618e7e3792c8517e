/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { commonEvents, type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { membershipKinds, membershipStatuses } from './vocabulary.ts'

export const membershipWords = {
  name: of('任职', 'Membership'),
  list: {
    title: of('任职', 'Memberships'),
    lede: of(
      '谁在哪个机构任什么职，自何时至何时。只记公职。',
      'Who holds which post in which body, from when to when. Public office alone.',
    ),
  },
  hint: of('谁担任什么公职，自何时起', 'who holds which public office, from when'),
  fields: {
    from: of('任职自', 'From'),
    to: of('任职至', 'To'),
  },
  events: {
    ...commonEvents,
    listed: told('任职', 'Took office', 'execution'),
    ended: told('离任', 'Left office', 'execution'),
  },
  vocabularies: { membershipKind: membershipKinds, membershipStatus: membershipStatuses },
  row: { status: 'membershipStatus', type: 'membershipKind', level: 'level' },
  codes: { status: 'membershipStatus' },
} as const satisfies KindWords
