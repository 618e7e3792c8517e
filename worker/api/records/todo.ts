/** Things that the caller has to do, the most pressing first: the first page of the workbench. */
import { Hono } from 'hono'
import { z } from 'zod'
import { codesOf } from '../../domain/record/vocabulary.ts'
import { todoWhats } from '../../domain/todo/words.ts'
import { requireActor, signedIn } from '../accounts/sign-in/who.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { reads } from '../openapi/describe.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const list = z.object({
  today: z.string(),
  left: z
    .int()
    .min(0)
    .meta({ description: 'Records that were not looked at: of each sort the first 200 are.' }),
  items: z.array(
    z.object({
      what: z.enum(codesOf(todoWhats)),
      id: z.string().meta({ description: 'Of a record, or of a draft.' }),
      kind: z.string().nullable().meta({ description: 'Null for a draft.' }),
      title: z.string(),
      department: z.string().nullable(),
      departmentName: z.string().nullable(),
      departmentNameEn: z.string().nullable(),
      acts: z.array(z.string()).meta({ description: 'Verbs, the usual one first.' }),
      due: z.string().nullable(),
      stands: words,
      why: words.meta({ description: 'How the last day was counted, in one sentence.' }),
      points: z.number().meta({ description: 'Priority of a question.' }),
      alike: z
        .array(z.object({ id: z.string(), due: z.string().nullable() }))
        .optional()
        .meta({ description: 'Other questions that say nearly the same about the same record: one line.' }),
      since: z.string(),
    }),
  ),
})

/** Route of the list of things to do. */
export function todoRoutes({ services: { todo } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.get(
    '/todo',
    reads({
      tag: 'todo',
      summary: 'Everything that the caller has to do today, the most pressing first',
      answer: list,
      refused: ['not_signed_in'],
    }),
    signedIn,
    async (c) => {
      c.header('cache-control', 'no-store')
      return c.json(await todo.list(requireActor(c)))
    },
  )
  return app
}
