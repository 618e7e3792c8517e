/** The names that a query may have: a parameter that an address does not know is told, never passed over. */
import { createMiddleware } from 'hono/factory'
import { refuse } from '../../domain/record/guard.ts'
import { nearest } from '../../domain/text/nearest.ts'
import type { ApiContext, ApiEnv } from './context.ts'

const MOST_LETTERS = 40
const cut = (name: string): string => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS)}…` : name)

/**
 * Refuses what is not known here, and what is named twice: of two filters one would be passed over.
 *
 * @throws Problem `invalid` that names the parameter, the nearest known one, and all of them
 */
function requireKnownQuery(c: ApiContext, known: readonly string[]): void {
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (!known.includes(name)) throw unknownParameter(name, known)
    if (values.length > 1) {
      throw refuse(
        'invalid',
        `查询参数 ${name} 写了多次：只能写一次。`,
        `The parameter ${name} stands more than once.`,
        name,
      )
    }
  }
}

function unknownParameter(name: string, known: readonly string[]) {
  const near = name.length > MOST_LETTERS ? null : nearest(name, known)
  const meant = near === null ? ['', ''] : [`是否指 ${near}？`, ` Did you mean ${near}?`]
  const all =
    known.length === 0
      ? ['这里不接受查询参数。', ' None is known here.']
      : [`这里可用：${known.join('、')}。`, ` Known here: ${known.join(', ')}.`]
  return refuse(
    'invalid',
    `没有查询参数 ${cut(name)}。${meant[0]}${all[0]}`,
    `There is no parameter ${cut(name)}.${meant[1]}${all[1]}`,
    cut(name),
  )
}

/** Guard of an address whose query may name these alone. @throws Problem for any other name */
export function takesQuery(known: readonly string[]) {
  return createMiddleware<ApiEnv>(async function takesQuery(c, next) {
    requireKnownQuery(c, known)
    await next()
  })
}
