/** The closed vocabularies of evaluations, with their words (D713 Art. 36). */
import { of, type Words } from '../../record/problem.ts'

export const evaluationTriggers = {
  below_expectation: of('实施效果明显未达预期', 'Clearly below expectation'),
  public_opinion: of('公众意见较多', 'Many public opinions'),
  organ: of('决策机关认为必要', 'The organ thinks it necessary'),
} as const satisfies Record<string, Words>

export const recommendations = {
  continue: of('继续执行', 'Continue'),
  adjust: of('调整', 'Adjust'),
  suspend: of('中止', 'Suspend'),
  stop: of('停止', 'Stop'),
} as const satisfies Record<string, Words>

export const responseKinds = {
  accept: of('采纳', 'Accepted'),
  partly: of('部分采纳', 'Partly accepted'),
  reject_with_reasons: of('不采纳并说明理由', 'Rejected, with reasons'),
} as const satisfies Record<string, Words>

export const evaluationStatuses = {
  published: of('已公布', 'Published'),
  answered: of('已回应', 'Answered'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>
