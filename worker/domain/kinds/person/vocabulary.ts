import { of, type Words } from '../../record/problem.ts'

export const personStatuses = {
  listed: of('在录', 'On record'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>
