/** Fields of a state that stand in the heading or in the line below, or say nothing to a reader. */
export const ELSEWHERE: ReadonlySet<string> = new Set([
  'kind',
  'id',
  'seq',
  'title',
  'titleEn',
  'status',
  'listed',
  'changed',
  'latest',
  'corrections',
  'transferred',
  'sealed',
  'sourceChanges',
  'answers',
  'asks',
])
