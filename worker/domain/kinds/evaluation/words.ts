/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { commonEvents, type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { evaluationStatuses, evaluationTriggers, recommendations, responseKinds } from './vocabulary.ts'

export const evaluationWords = {
  name: of('后评估', 'Evaluation'),
  list: {
    title: of('后评估', 'Evaluations'),
    lede: of(
      '决策执行之后回头看：评估者是谁，结论与建议是什么，机关怎样回应。',
      'Looking back at a decision: who evaluated it, what they found and recommend, and how the organ answered.',
    ),
  },
  hint: of('决策执行之后的评估', 'a look back at a decision that was carried out'),
  fields: {
    title: of('标题', 'Title'),
    text: of('回应内容', 'Answer'),
  },
  events: {
    ...commonEvents,
    published: told('公布后评估', 'Evaluation published', 'execution'),
    answered: told('机关回应', 'The organ answered', 'execution'),
  },
  vocabularies: {
    evaluationTrigger: evaluationTriggers,
    recommendation: recommendations,
    response: responseKinds,
    evaluationStatus: evaluationStatuses,
  },
  row: { status: 'evaluationStatus', type: 'recommendation', level: 'level' },
  codes: { status: 'evaluationStatus', trigger: 'evaluationTrigger' },
} as const satisfies KindWords
