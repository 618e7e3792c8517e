/** The description of all routes, made once, in turns: it takes about a second of the thread. */
import { Hono, type MiddlewareHandler } from 'hono'
import { generateSpecs } from 'hono-openapi'
import { breathe } from '../../services/turns.ts'
import type { ApiEnv } from '../http/context.ts'

type Options = NonNullable<Parameters<typeof generateSpecs<ApiEnv>>[1]>
type Description = Awaited<ReturnType<typeof generateSpecs<ApiEnv>>>

/** Answers with the description of the routes of an app. */
export function describing(app: Hono<ApiEnv>, options: Options): MiddlewareHandler<ApiEnv> {
  let text: Promise<string> | null = null
  return async (c) => {
    text ??= describe(app, options)
    return c.body(await text, 200, {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
    })
  }
}

async function describe(app: Hono<ApiEnv>, options: Options): Promise<string> {
  const paths = new Set(app.routes.map(({ path }) => path))
  const parts: Description[] = []
  for (const path of paths) {
    await breathe()
    const alone = new Hono<ApiEnv>()
    // What one path answers with is said by all that stands at it, and by what stands before everything.
    alone.routes = app.routes.filter((one) => one.path === path || one.method === 'ALL')
    parts.push(await generateSpecs(alone, options))
  }
  return JSON.stringify(joined(parts))
}

/** One description out of those of single routes, in their order. */
function joined(parts: readonly Description[]): Partial<Description> {
  const paths: NonNullable<Description['paths']> = {}
  const schemas: NonNullable<NonNullable<Description['components']>['schemas']> = {}
  for (const part of parts) {
    Object.assign(schemas, part.components?.schemas)
    for (const [path, methods] of Object.entries(part.paths ?? {}))
      paths[path] = { ...paths[path], ...methods }
  }
  const [first] = parts
  const components = Object.keys(schemas).length === 0 ? first?.components : { ...first?.components, schemas }
  return { ...first, paths, ...(components === undefined ? {} : { components }) }
}
