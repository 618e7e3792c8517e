import { type Kind, recordedAlone } from '../../record/kind.ts'
import { applyToRulebook, type RulebookState, summariseRulebook } from './rulebook.ts'

/** 规则簿 */
export const rulebook = {
  ...recordedAlone,
  kind: 'rulebook',
  prefix: 'rul-',
  id: /^book$/,
  news: false,
  version: 5,
  first: 'adopted',
  formal: {
    set: {
      zh: '规则的参数决定对每个部门发现什么、不发现什么，须经第二人审核',
      en: 'the limits of a rule decide what is found, and not found, about every department, and take a second person',
    },
  },
  apply: applyToRulebook,
  summarise: summariseRulebook,
} as const satisfies Kind<'rulebook', RulebookState>
